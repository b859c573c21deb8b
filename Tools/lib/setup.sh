# Sourced by Tools/demo and Tools/test: makes sure that what the build needs is on this machine.
# Debian package names; nothing is downloaded when all are there.

packages=(libicu-dev libsqlite3-dev libxlsxwriter-dev libzip-dev libexpat1-dev pkg-config git)

ensure_packages() {
    local missing=()
    local name
    for name in "${packages[@]}"; do
        dpkg-query -W -f '${Status}' "$name" 2>/dev/null | grep -q 'install ok installed' || missing+=("$name")
    done
    [ ${#missing[@]} -eq 0 ] && return 0
    echo "安装缺少的系统包：${missing[*]}" >&2
    local run=()
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null || { echo "需要 root 权限或 sudo 来安装：${missing[*]}" >&2; return 1; }
        run=(sudo)
    fi
    "${run[@]}" apt-get update -qq
    DEBIAN_FRONTEND=noninteractive "${run[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

ensure_swift() {
    command -v swift >/dev/null || {
        echo "没有找到 swift 命令：请先安装 Swift 6.1 或更新的工具链，并加入 PATH" >&2
        return 1
    }
}
