"""Every yuan in integer fen: the causes money is booked under (`causes`) and the book of one run (`book`)."""
