# Alan as a service of systemd: install-service and uninstall-service. Sourced by the script alan, which has found the Java by then.
# With --root DIR everything goes into the folder of another system (a package, an image), and nothing is started.

service_user=alan
service_data=/var/lib/alan
service_config=/etc/alan
service_unit=/etc/systemd/system/alan.service

# An argument as systemd reads it in ExecStart: it expands % and $, and takes what is in double quotes for one word.
service_word() {
  case $1 in
    *[!A-Za-z0-9_./:=,@+-]* | '') printf '"%s"' "$(printf '%s' "$1" | sed 's/[\\"]/\\&/g; s/%/%%/g; s/\$/$$/g')" ;;
    *) printf '%s' "$1" ;;
  esac
}

service_require() {
  [ -z "$service_root" ] || return 0
  [ "$(id -u)" = 0 ] || fail "Only root can do that: sudo $home/alan $service_command" "Eso solo puede hacerlo root: sudo $home/alan $service_command"
  [ -d /run/systemd/system ] || fail \
    "systemd does not run on this machine, so there is nothing to install into; start \"$home/alan node\" by what starts services here." \
    "En esta máquina no funciona systemd, así que no hay dónde instalar; arranca «$home/alan node» con lo que aquí arranque los servicios."
}

service_install() {
  service_require
  [ -n "$service_root" ] || case $home/ in
    /home/* | /root/* | /tmp/* | /var/tmp/* | /run/*) fail \
      "Alan lies in $home, where a service may not look. Move the folder to /opt/alan, and install it from there." \
      "Alan está en $home, donde un servicio no puede mirar. Mueve la carpeta a /opt/alan e instálalo desde ahí." ;;
  esac
  # A service with a wrong option would be started again and again.
  "$java" -cp "$home/lib/alan.launcher.jar:$home/lib/org.apache.felix.framework.jar" -Dfile.encoding=UTF-8 alan.launcher.Main check-node "$@" || exit $?
  words=
  for each in "$@"; do
    words="$words $(service_word "$each")"
  done
  if [ -z "$service_root" ] && ! id "$service_user" > /dev/null 2>&1; then
    useradd --system --user-group --home-dir "$service_data" --no-create-home --shell /usr/sbin/nologin "$service_user"
  fi
  if [ ! -d "$service_root$service_config" ]; then
    mkdir -p "$service_root${service_config%/*}"
    rm -rf "$service_root$service_config.new"
    cp -R "$home/config" "$service_root$service_config.new"
    # A broker's password, or an address of another machine's, may come to be in it.
    chmod 750 "$service_root$service_config.new"
    [ -n "$service_root" ] || chown -R "$service_user:$service_user" "$service_config.new"
    mv "$service_root$service_config.new" "$service_root$service_config"
  fi
  # With its links followed, "java" is bin/java of the JDK or JRE; a service has no PATH of a user's.
  java_home=$(dirname "$(dirname "$(readlink -f "$java" 2>/dev/null || echo "$java")")")
  mkdir -p "$service_root${service_unit%/*}"
  cat > "$service_root$service_unit.new" <<EOF
[Unit]
Description=Alan, a companion at home
Documentation=file:$home/docs/home-assistant.md
Wants=network-online.target
After=network-online.target sound.target

[Service]
User=$service_user
Group=$service_user
SupplementaryGroups=audio
Environment=JAVA_HOME=$java_home
ExecStart=$(service_word "$home/alan") --data $service_data --config $service_config node$words
Restart=always
RestartSec=5
# What a JVM answers when it is asked to end.
SuccessExitStatus=143
TimeoutStopSec=30
StateDirectory=alan
StateDirectoryMode=0700
ReadWritePaths=$service_config
UMask=0077
# A JVM compiles as it runs, so memory must stay executable (no MemoryDenyWriteExecute); devices of sound and GPUs must stay visible (no PrivateDevices).
NoNewPrivileges=true
CapabilityBoundingSet=
ProtectSystem=strict
ProtectHome=true
PrivateTmp=true
ProtectClock=true
ProtectControlGroups=true
ProtectHostname=true
ProtectKernelLogs=true
ProtectKernelModules=true
ProtectKernelTunables=true
LockPersonality=true
RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6 AF_NETLINK
RestrictNamespaces=true
RestrictRealtime=true
RestrictSUIDSGID=true
SystemCallArchitectures=native

[Install]
WantedBy=multi-user.target
EOF
  mv "$service_root$service_unit.new" "$service_root$service_unit"
  if [ -n "$service_root" ]; then
    say "Written: $service_root$service_unit" "Escrito: $service_root$service_unit"
    return
  fi
  systemctl daemon-reload
  systemctl enable alan.service
  systemctl restart alan.service
  # Long enough for an option that the node does not take; models load later.
  sleep 5
  systemctl is-active --quiet alan.service || fail \
    "The service is installed, but does not stay up: journalctl -u alan says why. Correct it, and install it again." \
    "El servicio está instalado, pero no se mantiene en marcha: journalctl -u alan dice por qué. Corrígelo y vuelve a instalarlo."
  say "Alan runs as a service, as the user $service_user: systemctl status alan; journalctl -u alan. Its settings are in $service_config, models and voices in $service_data.
What it still needs are models: sudo -u $service_user $home/alan --data $service_data --config $service_config demo --out /tmp/alan-demo fetches those of a first conversation." \
    "Alan funciona como servicio, con el usuario $service_user: systemctl status alan; journalctl -u alan. Sus ajustes están en $service_config, los modelos y las voces en $service_data.
Lo que aún necesita son modelos: sudo -u $service_user $home/alan --data $service_data --config $service_config demo --out /tmp/alan-demo trae los de una primera conversación."
}

service_uninstall() {
  service_require
  [ $# = 0 ] || fail "uninstall-service wants nothing behind it, and $1 is too much." "uninstall-service no lleva nada detrás, y $1 sobra." 2
  [ -e "$service_root$service_unit" ] || fail "There is no service alan: $service_root$service_unit is not there." \
    "No hay ningún servicio alan: no existe $service_root$service_unit."
  [ -n "$service_root" ] || systemctl disable --now alan.service
  rm "$service_root$service_unit"
  [ -n "$service_root" ] || systemctl daemon-reload
  say "The service is gone. Settings ($service_root$service_config), models and voices ($service_root$service_data) are still there; remove them if nobody needs them any more." \
    "El servicio ya no está. Los ajustes ($service_root$service_config), los modelos y las voces ($service_root$service_data) siguen ahí; bórralos si nadie los necesita."
}

# service COMMAND [--root DIR] [ARGUMENT…]: what stands behind install-service is given to "alan node".
service() {
  service_command=$1
  shift
  service_root=
  if [ "${1:-}" = --root ]; then
    [ $# -gt 1 ] || fail "--root needs a folder." "--root necesita una carpeta." 2
    [ -d "$2" ] || fail "There is no folder $2." "No existe la carpeta $2."
    service_root=${2%/}
    shift 2
  fi
  case $service_command in
    install-service) service_install "$@" ;;
    uninstall-service) service_uninstall "$@" ;;
  esac
}
