"""A mail server that keeps what it gets: a line of JSON on standard output for each, after one with its port.
Run by an interpreter that has aiosmtpd (Debian's python3-aiosmtpd). Loopback only."""

import argparse
import asyncio
import json
import ssl
import sys

from aiosmtpd.smtp import SMTP, AuthResult


def say(**fields):
    print(json.dumps(fields), flush=True)


class Keeper:
    def __init__(self, refuse):
        self.refuse = refuse

    async def handle_DATA(self, server, session, envelope):
        if self.refuse > 0:
            self.refuse -= 1
            return "451 try again later"
        say(sender=envelope.mail_from, to=envelope.rcpt_tos, user=getattr(session, "who", None),
            tls=server.transport.get_extra_info("ssl_object") is not None,
            bytes=envelope.original_content.decode("ascii"))
        return "250 kept"


def context_of(words):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(words.certificate, words.key)
    return context


def protocol_of(words, keeper, loop):
    def check(server, session, envelope, mechanism, data):
        login = data.login.decode()
        good = (login, data.password.decode()) == (words.user, words.password)
        session.who = login if good else None
        return AuthResult(success=good, handled=False)

    more = {}
    if words.tls == "starttls":
        more = {"tls_context": context_of(words), "require_starttls": True}
    if words.user:
        more.update(authenticator=check, auth_required=True, auth_require_tls=words.tls == "starttls")
    return lambda: SMTP(keeper, loop=loop, hostname="mailbox.example", **more)


async def serve(words):
    loop = asyncio.get_running_loop()
    make = protocol_of(words, Keeper(words.refuse), loop)
    secure = context_of(words) if words.tls == "tls" else None
    server = await loop.create_server(make, "127.0.0.1", words.port, ssl=secure)
    say(port=server.sockets[0].getsockname()[1])
    await server.serve_forever()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--tls", choices=["none", "starttls", "tls"], default="none")
    parser.add_argument("--certificate")
    parser.add_argument("--key")
    parser.add_argument("--user")
    parser.add_argument("--password")
    parser.add_argument("--refuse", type=int, default=0, help="so many messages at first")
    asyncio.run(serve(parser.parse_args()))


if __name__ == "__main__":
    sys.exit(main())
