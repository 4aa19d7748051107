/** JSON of a message: names as in the proto, 64-bit numbers as strings. */
export type Body = { readonly [name: string]: Json };
export type Json = string | number | boolean | Body | readonly Json[];
