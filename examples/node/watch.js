// Watches a few securities, and the orders of all accounts, whatever happens to the connection.
//
//     node watch.js HK.00700 US.AAPL
import { connect, run } from "./gateway.js";
import { follow, readOrders, showEvent } from "./pushes.js";

const BASIC = 1; // Qot_Common.SubType
const TICKER = 4;

await run(async (names, signal) => {
  const securities = names.length ? names : ["HK.00700", "US.AAPL"];
  const choose = (accounts) => [
    { name: "quotes", securities, sub_types: [BASIC, TICKER] },
    { name: "orders", event_types: ["trade"], accounts: accounts.map(({ accID }) => accID) },
    { name: "notices", event_types: ["notify"] },
  ];
  const calls = connect();
  try {
    for await (const { event, accounts, inDoubt } of follow(choose, signal)) {
      showEvent(event);
      if (inDoubt) await readOrders(calls, accounts, signal);
    }
  } finally {
    calls.close();
  }
});
