// Every page.
import "./kheo.js";
import "./search/box.js";
