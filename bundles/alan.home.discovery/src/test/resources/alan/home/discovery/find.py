"""Looks for a service as Home Assistant does, with the library that it uses: find.py TYPE NAME ADDRESS SECONDS. Prints what was found, or nothing."""
import json
import sys
from zeroconf import IPVersion, Zeroconf

kind, name, address, seconds = sys.argv[1:5]
zeroconf = Zeroconf(interfaces=[address], ip_version=IPVersion.V4Only)
try:
    info = zeroconf.get_service_info(kind, f"{name}.{kind}", timeout=int(float(seconds) * 1000))
    if info is not None:
        print(json.dumps({
            "addresses": info.parsed_addresses(), "port": info.port,
            "text": {k.decode(): v.decode() for k, v in info.properties.items() if v is not None}}))
finally:
    zeroconf.close()
