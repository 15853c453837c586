// Its tests are on their way.
