(()=>{(()=>{let t=document.documentElement;t.classList.add("js");try{for(let e of["text","theme","slash"]){let o=localStorage.getItem("kheo-"+e);o&&(t.dataset[e]=o)}}catch{}})();})();
