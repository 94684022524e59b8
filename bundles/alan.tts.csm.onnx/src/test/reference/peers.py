"""The two sides of benchmark.py, each a process that answers one JSON line with another, and what the machine does meanwhile."""

import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
BUNDLE = HERE.parents[2]
BUILD = "mvn -q package dependency:build-classpath -Dmdep.outputFile=target/classpath -DskipTests -pl bundles/alan.tts.csm.onnx,bundles/alan.tts.csm.djl -am"
# The user's, as the script alan finds it.
CACHE = pathlib.Path(os.environ.get("ALAN_CACHE") or pathlib.Path(os.environ.get("XDG_CACHE_HOME") or pathlib.Path.home() / ".cache") / "alan")
TICKS = os.sysconf("SC_CLK_TCK")


class Peer:
    """A process that computes only while it is asked."""

    def __init__(self, command, environment):
        self.errors = tempfile.TemporaryFile()
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self.errors, text=True, env=os.environ | environment
        )
        self.ended = 0

    def ask(self, do, **request):
        print(json.dumps({"do": do} | request), file=self.process.stdin, flush=True)
        line = self.process.stdout.readline()
        answer = json.loads(line) if line else {"error": "it has ended"}
        if "error" in answer:
            self.errors.seek(0)
            sys.stderr.write(self.errors.read().decode(errors="replace")[-4000:])
            raise SystemExit(f"{self.process.args[0]} could not {do}: {answer['error']}")
        # Threads of a pool look for more work for a moment, and would take time from whoever comes next.
        time.sleep(0.3)
        return answer

    def status(self):
        """Memory in bytes, by the kernel's names."""
        lines = pathlib.Path(f"/proc/{self.process.pid}/status").read_text().splitlines()
        return {line.split(":")[0]: 1024 * int(line.split()[1]) for line in lines if line.endswith(" kB")}

    def seconds(self):
        """Processor time so far."""
        if not self.ended:
            fields = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
            return (int(fields[11]) + int(fields[12])) / TICKS
        return self.ended

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.ended = self.seconds()
        self.process.stdin.close()
        try:
            self.process.wait(60)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process.stdout.close()
        self.errors.close()


def reference(threads, python=sys.executable):
    """transformers, as that Python has it."""
    threads = {"OMP_NUM_THREADS": str(threads), "MKL_NUM_THREADS": str(threads)}
    return Peer(
        [python, str(HERE / "reference_worker.py")], threads | {"HF_HUB_OFFLINE": "1", "TRANSFORMERS_VERBOSITY": "error"}
    )


def alan(java, *options):
    """Alan, with the environment that its start script gives it."""
    paths = BUNDLE / "target" / "classpath"
    if not paths.exists():
        raise SystemExit(f"Alan is not built; in the root of the repository: {BUILD}")
    own = [BUNDLE / "target" / "test-classes", BUNDLE / "target" / "classes", BUNDLE.parent / "alan.tts.csm.djl" / "target" / "classes"]
    command = [java, *options, f"-DDJL_CACHE_DIR={CACHE / 'djl'}", "-cp"]
    command += [os.pathsep.join([*map(str, own), paths.read_text().strip()]), "alan.tts.csm.onnx.bench.Worker"]
    environment = {
        "MALLOC_ARENA_MAX": "2",
        "MALLOC_MMAP_THRESHOLD_": "1048576",
        "MALLOC_TRIM_THRESHOLD_": "8388608",
        "ORT_DISABLE_TELEMETRY": "1",
        "DJL_OFFLINE": "true",
        "OPT_OUT_TRACKING": "true",
    }
    return Peer(command, environment)


class Others:
    """Cores that anybody else keeps busy, this machine's host included, while some peers work."""

    def __init__(self, *peers):
        self.peers = peers
        self.start = self.now()

    def now(self):
        fields = [int(field) for field in pathlib.Path("/proc/stat").read_text().split("\n")[0].split()[1:9]]
        busy = sum(fields) - fields[3] - fields[4]
        mine = sum(os.times()[:2]) + sum(peer.seconds() for peer in self.peers)
        return time.monotonic(), busy / TICKS - mine

    def cores(self):
        elapsed, busy = (now - before for now, before in zip(self.now(), self.start))
        return max(0, busy / elapsed)


def machine(java):
    """The machine and what runs on it, in one line."""
    model = next((line.split(":")[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")), "?")
    cache = pathlib.Path("/sys/devices/system/cpu/cpu0/cache/index3/size")
    version = subprocess.run([java, "-version"], stderr=subprocess.PIPE, text=True, check=True).stderr.split("\n")[0]
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    cached = f", {cache.read_text().strip()} of last-level cache" if cache.exists() else ""
    return f"{model}, {os.cpu_count()} cores{cached}, {memory:.0f} GB; {version}"
