"""As much of a browser as signing in needs: cookies, links, forms, and every redirect seen."""

import http.cookiejar
import json
import re
import urllib.error
import urllib.parse
import urllib.request

HOPS_MAX = 20


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


class Page:
    def __init__(self, address, status, body):
        self.address = address
        self.status = status
        self.body = body

    def json(self):
        return json.loads(self.body)


class Browser:
    def __init__(self):
        self.cookies = http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(self.cookies), NoRedirect(), urllib.request.ProxyHandler({}))
        self.hops = []

    def once(self, address, form=None, method=None, headers=None):
        """One request; the answer and where it leads, or None."""
        data = urllib.parse.urlencode(form).encode() if form is not None else None
        request = urllib.request.Request(address, data=data, method=method, headers=headers or {})
        try:
            answer = self.opener.open(request, timeout=30)
        except urllib.error.HTTPError as error:
            answer = error
        with answer:
            page = Page(address, answer.status, answer.read().decode())
            location = answer.headers.get("Location")
        self.hops.append(page)
        return page, urllib.parse.urljoin(address, location) if location else None

    def go(self, address, form=None):
        """Follows redirects to the page that they end at."""
        for _ in range(HOPS_MAX):
            page, further = self.once(address, form)
            if further is None:
                return page
            address, form = further, None
        raise AssertionError(f"more than {HOPS_MAX} redirects, the last to {address}")

    def submit(self, page, **fields):
        """Sends the page's one form, hidden fields and all."""
        action = re.search(r'<form[^>]* action="([^"]+)"', page.body).group(1)
        hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page.body))
        return self.go(urllib.parse.urljoin(page.address, action), {**hidden, **fields})

    def follow(self, page, pattern):
        """Follows the first link whose address has the pattern in it."""
        link = re.search(rf'href="([^"]*{pattern}[^"]*)"', page.body).group(1)
        return self.go(urllib.parse.urljoin(page.address, link))

    def cookie(self, name):
        return next((each.value for each in self.cookies if each.name == name), None)
