// What a model's page adds.
import "./take.js";
import "./listen.js";
