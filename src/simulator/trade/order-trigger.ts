import type { Side } from "./fees.js";

/** When a conditional order becomes a live one. Prices in money units. */
export type Trigger =
  | { readonly kind: "stop"; readonly price: number }
  | { readonly kind: "touch"; readonly price: number }
  | {
      readonly kind: "trail";
      /** A share of the best price seen, or an amount. */
      readonly by: "ratio" | "amount";
      readonly value: number;
      /** Distance of the limit from the trigger price; undefined for a market order. */
      readonly spread: number | undefined;
      /** Best price seen since the order was placed: the highest for a sell, the lowest for a buy. */
      readonly extreme: number;
    };

/** The price at which the order fires. */
export function triggerPrice(trigger: Trigger, side: Side): number {
  if (trigger.kind !== "trail") return trigger.price;
  const distance = trigger.by === "ratio" ? trigger.extreme * trigger.value : trigger.value;
  return Math.round(side === "buy" ? trigger.extreme + distance : trigger.extreme - distance);
}

/** A stop fires when the market runs away, a touch when it comes near. */
export function isTriggered(trigger: Trigger, side: Side, last: number): boolean {
  const price = triggerPrice(trigger, side);
  const firesAbove = (side === "buy") !== (trigger.kind === "touch");
  return firesAbove ? last >= price : last <= price;
}

/** The trigger after the market traded at `last`. */
export function follow(trigger: Trigger, side: Side, last: number): Trigger {
  if (trigger.kind !== "trail") return trigger;
  const extreme = side === "buy" ? Math.min(trigger.extreme, last) : Math.max(trigger.extreme, last);
  return extreme === trigger.extreme ? trigger : { ...trigger, extreme };
}
