"""What keeps customers: offers, membership, points, after-sales care, winning back."""

from siyu_sim.jit import jit


@jit
def offered(p, w, row, more, discount):
    """Share off the price that this contact may take now, if a post offers `discount`."""
    return max(discount, w.offer)


@jit
def points_earned(p, more, net):
    """Worth, in fen, of the points that an order of `net` fen earns."""
    return 0


@jit
def after_order(p, row, more, t, fx):
    """What an order changes beyond the row."""
    more.last_order = t


@jit
def after_sales(p, row, fx, quality, trust):
    """Care after a delivery; returns the trust after it."""
    return trust
