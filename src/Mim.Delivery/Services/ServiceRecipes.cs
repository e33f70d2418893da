using Mim.Core.Delivery;
using Mim.Core.Discovery;

namespace Mim.Delivery.Services;

/// <summary>
/// The recipes of all kinds of services. A service of the system is reloaded by the service manager where one runs, one with a
/// configuration of its own by its own program or signal, as its manual says.
/// </summary>
internal static class ServiceRecipes
{
    private const string Loopback = "127.0.0.1";

    public static IReadOnlyList<ServiceRecipe> All { get; } =
    [
        new(TargetKind.Command),
        new(TargetKind.Script),
        new(TargetKind.Nginx)
        {
            Validate = settings => ["nginx", "-t", "-q", .. Option("-c", settings.Configuration)],
            Reload = settings => settings.Configuration is { } file ? ["nginx", "-s", "reload", "-c", file] : Managed("nginx", "nginx -s reload"),
            Listener = new ServiceListener(Loopback, 443),
        },
        new(TargetKind.Apache)
        {
            Validate = settings => settings.Configuration is { } file ? Apache("-t", "-f", file) : ["apachectl", "configtest"],
            Reload = settings => settings.Configuration is { } file
                ? Apache("-k", "graceful", "-f", file)
                : Managed("$(systemctl is-active -q httpd && echo httpd || echo apache2)", "apachectl graceful"),
            Listener = new ServiceListener(Loopback, 443),
        },
        new(TargetKind.HAProxy)
        {
            Validate = settings => ["haproxy", "-c", "-q", "-f", settings.Configuration ?? "/etc/haproxy/haproxy.cfg"],
            Reload = settings => settings.PidFile is { } file ? Signal("USR2", file) : Managed("haproxy", "kill -s USR2 \"$(head -n 1 /run/haproxy.pid)\""),
            Listener = new ServiceListener(Loopback, 443),
        },

        // It has no command that validates: what it cannot load it leaves, with the old certificate, which the handshake shows.
        new(TargetKind.PostgreSql)
        {
            Reload = settings => settings.Configuration is { } data ? Signal("HUP", $"{data}/postmaster.pid") : Managed("postgresql", "pg_ctl reload"),
            Listener = new ServiceListener(Loopback, 5432, StartTls.PostgreSql),
        },

        // A reload ends its TLS manager, whom its processes ask twice, a second apart: where both questions meet a reload, TLS is refused.
        new(TargetKind.Postfix)
        {
            Pause = TimeSpan.FromSeconds(2),
            Validate = settings => ["postfix", .. Option("-c", settings.Configuration), "check"],
            Reload = settings => settings.Configuration is { } folder ? ["postfix", "-c", folder, "reload"] : Managed("postfix", "postfix reload"),
            Listener = new ServiceListener(Loopback, 25, StartTls.Smtp),
        },
        new(TargetKind.Dovecot)
        {
            Validate = settings => ["doveconf", .. Option("-c", settings.Configuration), "-n"],
            Reload = settings => settings.Configuration is { } file ? ["doveadm", "-c", file, "reload"] : Managed("dovecot", "doveadm reload"),
            Listener = new ServiceListener(Loopback, 993),
        },

        // Asked for the password, it reads it from its input where it has no terminal.
        new(TargetKind.JavaKeystore)
        {
            Prove = settings => ["keytool", "-list", "-keystore", settings.Files.Path, .. Option("-alias", settings.Files.Alias)],
        },
        // Server-side, so that the key is not copied into an annotation.
        new(TargetKind.Kubernetes)
        {
            Reload = settings => settings.Configuration is { } file
                ? ["kubectl", "--kubeconfig", file, "apply", "--server-side", "-f", settings.Files.Path]
                : null,
            Prove = settings => settings.Configuration is { } file
                ? ["kubectl", "--kubeconfig", file, "diff", "--server-side", "-f", settings.Files.Path]
                : null,
        },
    ];

    private static IEnumerable<string> Option(string name, string? value) => value is null ? [] : [name, value];

    // Debian's name and that of everybody else.
    private static string[] Apache(params IReadOnlyList<string> arguments) =>
        ["sh", "-c", "exec \"$(command -v apache2 || command -v httpd)\" \"$@\"", "sh", .. arguments];

    private static string[] Signal(string signal, string pidFile) =>
        ["sh", "-c", $"exec kill -s {signal} \"$(head -n 1 \"$1\")\"", "sh", pidFile];

    private static string[] Managed(string unit, string otherwise) =>
        ["sh", "-c", $"if [ -d /run/systemd/system ]; then exec systemctl reload {unit}; fi; {otherwise}"];
}
