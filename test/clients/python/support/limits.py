"""Texts by which OpenD tells of its limits."""

# In the refusal of an order that came less than 20 to 40 ms behind another.
ORDER_GAP = "两次请求至少间隔"
