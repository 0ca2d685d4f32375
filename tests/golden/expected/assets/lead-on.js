(()=>{window.top===window&&location.replace(document.querySelector("h1 a").href);})();
