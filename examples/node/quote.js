// Shows quotes by a typed call, and by Request, which clients of FutuOpenD-rs know.
//
//     node quote.js HK.00700 US.AAPL
import { ask, connect, message, QOT_MARKETS, run, show, usage } from "./gateway.js";

const GET_BASIC_QOT = 3004;
const [Request, Response] = ["Request", "Response"].map((name) =>
  message("Qot_GetBasicQot.proto", `Qot_GetBasicQot.${name}`),
);

function parse(name) {
  const [prefix, code] = name.split(".", 2);
  const market = QOT_MARKETS[prefix];
  return market && code ? { market, code } : usage("quote SECURITY..., such as HK.00700 or US.AAPL");
}

function showQuotes(how, { basicQotList }) {
  const names = Object.fromEntries(Object.entries(QOT_MARKETS).map(([name, market]) => [market, name]));
  for (const { security, curPrice, volume } of basicQotList) {
    show(how, `${names[security.market]}.${security.code}`, `last=${curPrice} volume=${volume}`);
  }
}

await run(async (names, signal) => {
  const c2s = { securityList: (names.length ? names : ["HK.00700"]).map(parse) };
  const gateway = connect();
  try {
    const typed = await ask(gateway.quote, "GetBasicQot", c2s, { signal });
    showQuotes("typed", typed.answer);

    const body = Request.encode(Request.fromObject({ c2s })).finish();
    const { answer } = await ask(gateway.compatible, "Request", { proto_id: GET_BASIC_QOT, body }, { signal });
    // Here OpenD's refusal is no status: who does not look takes it for an answer.
    if (answer.ret_type !== 0) throw new Error(`ret_type=${answer.ret_type}: ${answer.ret_msg}`);
    const options = { longs: String, arrays: true };
    showQuotes("request", Response.toObject(Response.decode(answer.body), options).s2c);
  } finally {
    gateway.close();
  }
});
