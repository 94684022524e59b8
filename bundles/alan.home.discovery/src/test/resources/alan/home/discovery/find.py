"""Looks for a service as Home Assistant does, with the library that it uses: find.py TYPE NAME ADDRESS SECONDS. Prints what was found, or nothing.

It browses first. Who asks for a service that was not announced to it needs luck: where its address stands before its server in the answer, that library does not see it, and then says that it
knows the address already, which it is therefore not told again (zeroconf 0.154; JmDNS answers in the order of a hash).
"""
import json
import sys
import threading
from zeroconf import IPVersion, ServiceBrowser, ServiceListener, Zeroconf

kind, name, address, seconds = sys.argv[1:5]
wanted = f"{name}.{kind}"
there = threading.Event()


class Listener(ServiceListener):
    def add_service(self, zeroconf, kind, name):
        if name == wanted:
            there.set()

    def remove_service(self, zeroconf, kind, name):
        pass

    def update_service(self, zeroconf, kind, name):
        pass


zeroconf = Zeroconf(interfaces=[address], ip_version=IPVersion.V4Only)
try:
    browser = ServiceBrowser(zeroconf, kind, Listener())
    info = zeroconf.get_service_info(kind, wanted) if there.wait(float(seconds)) else None
    if info is not None:
        print(json.dumps({
            "addresses": info.parsed_addresses(), "port": info.port,
            "text": {k.decode(): v.decode() for k, v in info.properties.items() if v is not None}}))
finally:
    zeroconf.close()
