// Loaded after the first question: the review with the ways to send, and what makes photos fit.

import { prepared } from "./photos.js";
import { drawReview } from "./review.js";
import { archive, destination, fileName } from "./send.js";

globalThis.KheoMore = { archive, destination, drawReview, fileName, prepared };
