// Types for the checker alone: what scripts share through the window, and elements as the templates of records make them.
interface Window {
  kheo: any;
  KheoBox: any;
  KheoSearch: any;
  KheoWord: any;
  KheoForm: any;
  KheoMore: any;
  KheoLive: any;
  mammoth: any;
  kheoSearchShard: (name: string, data: unknown) => void;
}
declare const KheoSearch: any;
declare const KheoBox: any;
declare var KheoWord: any;
declare var KheoWords: any;
declare var KheoForm: any;
declare var KheoMore: any;
declare var KheoLive: any;

// Templates and scripts are kept together: a script knows what kind of element its selector finds.
interface ParentNode {
  querySelector(selectors: string): any;
  querySelectorAll(selectors: string): NodeListOf<any>;
}
interface EventTarget {
  [name: string]: any;
}
