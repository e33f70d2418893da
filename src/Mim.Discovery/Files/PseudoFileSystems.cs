namespace Mim.Discovery.Files;

/// <summary>
/// Places where a kernel shows itself as files: reading some of them changes things or never ends, and none holds a certificate.
/// A scan does not go into them from above; asked for by name, they are looked at.
/// </summary>
internal sealed class PseudoFileSystems
{
    private const string LinuxMounts = "/proc/self/mounts";

    private static readonly HashSet<string> Types =
    [
        "autofs", "binfmt_misc", "bpf", "cgroup", "cgroup2", "configfs", "debugfs", "devpts", "devtmpfs", "efivarfs", "fusectl",
        "mqueue", "nsfs", "proc", "pstore", "rpc_pipefs", "securityfs", "selinuxfs", "sysfs", "tracefs",
    ];

    private readonly HashSet<string> _mounts;

    private PseudoFileSystems(IEnumerable<string> mounts) => _mounts = [.. mounts];

    public static PseudoFileSystems Read() => new(OperatingSystem.IsLinux() && File.Exists(LinuxMounts)
        ? File.ReadLines(LinuxMounts).Select(line => line.Split(' ')).Where(IsPseudo).Select(fields => fields[1])
        : []);

    public bool Contains(string folder) => _mounts.Contains(folder);

    private static bool IsPseudo(string[] fields) => fields.Length > 2 && Types.Contains(fields[2]);
}
