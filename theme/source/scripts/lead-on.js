// A short address opened by itself leads on to the record; in another site's frame it stays what it is.
if (window.top === window) location.replace(document.querySelector("h1 a").href);
