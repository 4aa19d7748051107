/** The releases of `futu-api` that the suite compares, as the npm registry published them. */
export const RELEASES = {
  "7.6.3808": {
    version: "7.6.3808",
    integrity: "sha512-xYQWge142BYHr479A95Xt3dpO6nki0oaZ7xB28VMyldzMYhbGIAER7AlOQryaS0f29RCK3pHbp6qMAc2yoRpAQ==",
  },
  "10.9.6908": {
    version: "10.9.6908",
    integrity: "sha512-/DOxI5QWmlTca0Joeqjgk/kOwq5L1hv4HaL3XnvdXtpVa5KWxhnQ1F1onCntt+I50K6GcC9KOTqKgZu54CZ78A==",
  },
  "10.11.7108": {
    version: "10.11.7108",
    integrity: "sha512-HbrFhKHlWEmtPb5pS8wJlBE5dre4Nvp4pFOvvonwFr77Sk/IyAAGGKZrnvx56REWmVoo+hgiEPSDSUEzmah2qg==",
  },
} as const;
