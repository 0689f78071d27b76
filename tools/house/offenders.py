"""Old offenders against the size rules: a list that may only shrink."""


def read(text):
    """{(rule, path, name): amount} from lines "rule path[::name] amount"."""
    known = {}
    for line in text.splitlines():
        if line.strip() and not line.startswith("#"):
            rule, where, amount = line.split()
            path, _, name = where.partition("::")
            known[(rule, path, name)] = int(amount)
    return known


def settle(findings, known):
    """What is left of (path, line, rule, name, amount, message) when known offenders are forgiven at their
    size; offenders that shrank or vanished are findings themselves, so that the list follows."""
    left, worst = [], {}
    for finding in findings:
        path, _, rule, name, amount, _ = finding
        key = (rule, path, name)
        if amount is None or key not in known:
            left.append(finding)
        elif amount > known[key]:
            left.append(finding)
            worst[key] = known[key]
        else:
            worst[key] = max(amount, worst.get(key, 0))
    for (rule, path, name), amount in sorted(known.items()):
        now = worst.get((rule, path, name))
        if now is None:
            left.append((path, 1, "offender", name, None,
                         f"mended: remove its line \"{rule}\" from tools/house/offenders.txt"))
        elif now < amount:
            left.append((path, 1, "offender", name, None,
                         f"shrank from {amount} to {now}: say so in tools/house/offenders.txt"))
    return left
