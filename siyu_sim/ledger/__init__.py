"""Every yuan in integer fen: the causes that money is booked under (`causes`)."""
