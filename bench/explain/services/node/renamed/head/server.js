// The same work on both arms. The head only renamed the function and moved it to another file.
import { serve } from "../../serve.js";
import { digestOf } from "./digest.js";

const text = "loadgate ".repeat(2000);

serve({ "/hash": () => ({ hash: digestOf(text) }), "/stores": () => ({ stores: ["north", "south"] }) });
