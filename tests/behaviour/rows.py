"""What publishers ask of a good client, row by row; each is proved by tests that bear its number."""

from types import MappingProxyType

_TABLE = """
H01 validators go back byte for byte
H02 weak entity tags go back as they are
H03 odd entity tags break nothing
H04 nothing is invented where no validators were given
H05 impossible dates do no harm
H06 a new entity tag of the same body is kept
H07 validators that are given no more are sent no more
H08 304 renews validators and wishes
H09 304 to a first request is an error, and the next asks for everything
H10 validators of a broken body are not kept
H11 304 for ever: everything is asked for once in eight days
H12 validators of an old address go to no new one
H13 across origins neither validators nor logins are sent
H14 asking twice in ten seconds sends one request
H15 a start right after a refresh asks nobody
H16 max-age is honoured, and the user may override it
H17 senseless cache headers are clamped or ignored
H18 Expires and Age count
H19 429 with seconds is obeyed
H20 429 with a date is obeyed
H21 429 without a time backs off
H22 429 holds the feeds of its host, and no others
H23 503 with a time is obeyed
H24 a host of one request a minute serves all its feeds within the hour
H25 a challenge of Cloudflare is named
H26 errors of the server back off to a day
H27 a missing feed is asked daily, and kept
H28 410 stops the asking, and keeps everything
H29 logins come from the keyring or config.toml, and are never shown
H30 a lasting redirect shows at once, and changes nothing at once
H31 a lasting redirect of many days changes the address; two feeds become one
H32 passing redirects never change the address
H33 redirects to pages change nothing
H34 circles and long ways of redirects end
H35 odd places of redirects are followed rightly or refused
H36 https never becomes http
H37 http does not silently become https
H38 redirects to other schemes are refused
H39 the internet may not lead into one's own network
H40 a name that changes its mind is checked where it is connected to
H41 compression that was asked for is undone, other is refused
H42 bombs stop at the limit
H43 damaged compression is an error
H44 bodies stop at the limit
H45 a body cut short is never taken for whole
H46 slow servers meet a deadline, and delay nobody
H47 headers are bounded
H48 unusual answers are read or refused clearly
H49 HTTP/2 is not spoken
H50 TLS that cannot be trusted is refused in a line
H51 a dead address costs less than two seconds
H52 without a network nobody is blamed
H53 a captive portal changes nothing
H54 the client says who it is
H55 it says what it takes
H56 cookies are never returned
H57 addresses are sent as they are written
H58 foreign scripts and logins in addresses are handled
H59 nothing is fetched that nobody asked for
H60 few connections to a host, and those are used again
H61 many hosts need few open files
H62 unchanged feeds are not parsed
H63 ttl, skipHours and the like raise the interval
H64 the interval follows a feed's rhythm
H65 a clock that jumps freezes nothing
H66 quitting takes less than half a second
H67 signals end it quietly
H68 two processes do no harm to each other, and do not ask twice
H69 addresses that feeds name are advice
H70 the feeds of pages and sites are found and offered
H71 content types and encodings
"""
ROWS = MappingProxyType(dict(line.split(" ", 1) for line in _TABLE.strip().splitlines()))
"""Each row's number and what it is about."""
