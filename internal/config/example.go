package config

// Example is a config to begin with. A test reads it.
const Example = `# A node of Entwine: trackers, and connections that keep two of them in step.
# Check it with: entwine check

node:
  name: my-node
  data: ./data            # database and attachments; beside this file
  # hooks: 127.0.0.1:8085 # where trackers call when something changed, at /hooks/NAME/SECRET
  # hooks_address: https://sync.example.org  # by which they reach that, through a proxy with a certificate
  # notices:              # who hears of faults by mail; try it with: entwine notices test
  #   server: smtp://mail.example.org:587  # smtps:// for TLS at once
  #   user: entwine
  #   password: file:mail.password
  #   from: entwine@example.org
  #   to: [ops@example.org]
  #   level: issue        # or connection, tracker, node: what stops less is not told
  #   wait: 1m            # what heals before is not told
  #   digest: 15m         # between two mails

trackers:
  # The name is yours; the kind says what it is and which settings it has.
  acme:
    kind: markdown        # a folder of Markdown files, one for each issue
    path: ./acme
    prefix: ACME          # keys are ACME-1, ACME-2 ...
    poll: 10s             # how often to look for changes
    # rate: 10            # a server is asked at most so often in a second
    # hook: file:acme.hook  # the secret of its calls, 16 letters and digits or more
    # subscribe: true       # the node has it call, and ends that when no connection needs it
    # proxy: http://proxy.example.org:3128  # a server is called through it; direct: through none
    # no_proxy: [.example.org, 10.0.0.0/8]  # but not these hosts
  globex:
    kind: markdown
    path: ./globex
    prefix: GLOBEX

  # A secret is best kept elsewhere: ${NAME} takes it from the environment,
  # file:path from a file.

connections:
  acme-globex:
    mode: basic           # what a new connection starts with: no rules to write
    initiator:
      tracker: acme
      trigger: label=shared   # all, none, or a query in the tracker's own language
    acceptor:
      tracker: globex
      trigger: none
    # What the two sides call by different names; the initiator's comes first.
    # values:
    #   status: {Open: [todo, doing], Closed: done}
    winner: initiator     # whose value stands where both sides changed the same
    guard:                # hold everything when too much disappears at once
      deletions: 25
      overwrites: 50%
      window: 10m
    on_rule_fault: connection   # or item: stop only the issue that a rule fails on
    # notices: [ann@example.org]  # hears of the faults of this connection and its trackers
`
