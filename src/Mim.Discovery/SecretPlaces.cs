using Mim.Core.Ports;
using Mim.Discovery.Configurations;
using Mim.Discovery.Leaks;

namespace Mim.Discovery;

/// <summary>
/// The places of PowerShell, other shells, clients with stored logins, running processes, and Windows: those of every account whose home this one may list.
/// </summary>
/// <param name="homes">Home folders.</param>
/// <param name="roots">Folders that the machine's own places are in: of Linux the root, of Windows the system drive.</param>
public sealed class SecretPlaces(IReadOnlyList<string> homes, IReadOnlyList<string> roots) : ISecretPlaces
{
    private const int MostFiles = 4096;

    private static readonly string[] _ofHomes =
    [
        // PowerShell: what was typed, transcripts, profiles, exported credentials.
        ".local/share/powershell/PSReadLine/*_history.txt", "AppData/Roaming/Microsoft/Windows/PowerShell/PSReadLine/*_history.txt",
        "PowerShell_transcript.*.txt", "Documents/PowerShell_transcript.*.txt", "Documents/*/PowerShell_transcript.*.txt",
        ".config/powershell/*.ps1", "Documents/PowerShell/*.ps1", "Documents/WindowsPowerShell/*.ps1", "*.clixml", "Documents/*.clixml",
        ".azure/*.json", "AppData/Roaming/Microsoft/UserSecrets/*/secrets.json", ".microsoft/usersecrets/*/secrets.json",

        // Other shells.
        ".*_history", ".*profile", ".*rc", ".config/fish/*.fish", ".local/share/fish/fish_history", ".zshenv", ".env",

        // Clients with stored logins.
        ".netrc", "_netrc", ".pgpass", ".my.cnf", ".git-credentials", ".config/git/credentials", ".aws/credentials", ".aws/config",
        ".boto", ".s3cfg",
        ".docker/config.json", ".config/containers/auth.json", ".kube/config", ".config/gh/hosts.yml", ".config/glab-cli/config.yml",
        ".npmrc", ".pypirc",
        ".gem/credentials", ".cargo/credentials*", ".nuget/NuGet/NuGet.Config", ".config/NuGet/NuGet.Config",
        "AppData/Roaming/NuGet/NuGet.Config", ".m2/settings*.xml",
        ".gradle/gradle.properties", ".terraform.d/credentials.tfrc.json", ".terraformrc", ".vault-token", ".config/gcloud/*.json",
        ".config/rclone/rclone.conf",
        ".config/doctl/config.yaml", ".config/hub", ".ssh/*",
    ];

    private static readonly string[] _ofMachine =
    [
        "etc/environment", "etc/profile.d/*", "etc/default/*", "etc/fstab", "etc/cron.d/*", "etc/crontab", "etc/ppp/*-secrets",
        "etc/msmtprc", "etc/my.cnf",
        "etc/mysql/*.cnf", "etc/systemd/system/*.service", "etc/gitlab-runner/config.toml", "etc/wireguard/*.conf",
        "var/lib/jenkins/credentials.xml",
        "unattend.xml", "Windows/Panther/*.xml", "Windows/Panther/Unattend/*.xml", "Windows/System32/Sysprep/*.xml",
        "Windows/System32/Tasks",
        "ProgramData/Microsoft/Group Policy/History", "Windows/SYSVOL/sysvol", "inetpub/wwwroot",
        "Windows/System32/inetsrv/config/applicationHost.config",
    ];

    /// <summary>Those of this machine.</summary>
    public SecretPlaces()
        : this(Homes(), [OperatingSystem.IsWindows() ? Path.GetPathRoot(Environment.SystemDirectory)! : "/"])
    {
    }

    public IReadOnlyList<string> Find() =>
        [
            .. homes.SelectMany(home => _ofHomes, Path.Join).Concat(roots.SelectMany(root => _ofMachine, Path.Join)).SelectMany(Matching)
                .Concat(roots.SelectMany(ProcessEnvironment.In)).Distinct(),
        ];

    private static List<string> Homes()
    {
        var own = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        string[] above = OperatingSystem.IsWindows() ? [Path.GetDirectoryName(own) ?? own] : ["/home", "/Users"];
        return [.. above.Where(Directory.Exists).SelectMany(folder => Directory.EnumerateDirectories(folder)), own, .. Directory.Exists("/root") ? ["/root"] : (string[])[]];
    }

    private static IEnumerable<string> Matching(string pattern) =>
        pattern.Contains('*', StringComparison.Ordinal) ? FileGlob.Expand(pattern, isPattern: true, MostFiles, CancellationToken.None)
        : File.Exists(pattern) || Directory.Exists(pattern) ? [pattern] : [];
}
