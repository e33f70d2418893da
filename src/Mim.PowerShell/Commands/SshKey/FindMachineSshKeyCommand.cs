using System.Management.Automation;

using Mim.Core.Discovery;
using Mim.Core.Discovery.Ssh;
using Mim.PowerShell.Binding;

namespace Mim.PowerShell.Commands;

/// <summary>Finds SSH keys and certificates on this machine, in files, on other hosts and by asking servers.</summary>
[Cmdlet(VerbsCommon.Find, Nouns.SshKey, DefaultParameterSetName = OfServers)]
[OutputType(typeof(SshKeyFinding))]
public sealed class FindMachineSshKeyCommand : SshHostCommand
{
    private const string OfServers = nameof(OfServers);
    private const string InFiles = nameof(InFiles);
    private const string InLiteralFiles = nameof(InLiteralFiles);

    private readonly List<string> _targets = [];
    private readonly List<string> _paths = [];
    private readonly List<SshDestination> _hosts = [];

    /// <summary>Servers to ask for their host keys: names, addresses, blocks and ranges, with ports of their own if need be.</summary>
    [Parameter(ParameterSetName = OfServers, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("CN", "DNSHostName", "IPAddress")]
    [ValidateNotNullOrEmpty]
    public string[] ComputerName { get; set; } = [];

    /// <summary>Port of the servers and hosts that name none.</summary>
    [Parameter(ParameterSetName = OfServers, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = OnHosts, ValueFromPipelineByPropertyName = true)]
    [ValidateRange(1, 65535)]
    public int[] Port { get; set; } = [];

    /// <summary>How long one server or host may take to answer.</summary>
    [Parameter(ParameterSetName = OfServers)]
    [Parameter(ParameterSetName = OnHosts)]
    [Span]
    public TimeSpan? Timeout { get; set; }

    /// <summary>Also tell of addresses of a range where nothing answers.</summary>
    [Parameter(ParameterSetName = OfServers)]
    public SwitchParameter IncludeUnreachable { get; set; }

    /// <summary>Files and folders, wildcards allowed.</summary>
    [Parameter(ParameterSetName = InFiles, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    public string[] Path { get; set; } = [];

    /// <summary>Files and folders, taken as they are written.</summary>
    [Parameter(ParameterSetName = InLiteralFiles, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "LP")]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>Also look into folders within folders.</summary>
    [Parameter(ParameterSetName = InFiles)]
    [Parameter(ParameterSetName = InLiteralFiles)]
    public SwitchParameter Recurse { get; set; }

    /// <summary>Servers not to ask, or wildcard patterns of paths not to look into.</summary>
    [Parameter(ParameterSetName = OfServers)]
    [Parameter(ParameterSetName = InFiles)]
    [Parameter(ParameterSetName = InLiteralFiles)]
    [ValidateNotNullOrEmpty]
    public string[] Exclude { get; set; } = [];

    /// <summary>How many servers, hosts or files are looked at at once.</summary>
    [Parameter]
    [ValidateRange(1, 4096)]
    public int? ThrottleLimit { get; set; }

    private protected override void Process()
    {
        var ports = IsPiped(nameof(Port)) ? $" {string.Join(',', Port)}" : string.Empty;
        _targets.AddRange(ComputerName.Select(name => name + ports));
        _hosts.AddRange(HostName.Select(host => Destination(host, Port is [var port, ..] ? port : null, Timeout)));
        _paths.AddRange(LiteralPath.Select(Files.Full));
        foreach (var path in Path)
        {
            Attempt(path, () => _paths.AddRange(Files.MatchingAll(path)));
        }
    }

    private protected override void End()
    {
        switch (ParameterSetName)
        {
            case OfServers when _targets.Count == 0:
                Run("Looking for keys on this machine", (_, token) => Session.SshKeys.FindAsync(token));
                break;
            case OfServers:
                Run("Asking servers for their host keys", (progress, token) => Session.SshKeys.FindAsync(Servers(), progress, token));
                break;
            case OnHosts:
                var hosts = new SshHostScan(_hosts) { Throttle = ThrottleLimit ?? 16 };
                Run("Looking for keys on hosts", (progress, token) => Session.SshKeys.FindAsync(hosts, progress, token));
                break;
            default:
                var files = new FileScan { Paths = _paths, Recurse = Recurse, Exclude = Exclude, Throttle = ThrottleLimit ?? 8 };
                Run("Looking for keys in files", (progress, token) => Session.SshKeys.FindAsync(files, progress, token));
                break;
        }
    }

    private SshServerScan Servers() => new()
    {
        Targets = EndpointTargets.Parse(_targets, Exclude, Port.Length > 0 ? Port : [22]),
        Timeout = Timeout ?? TimeSpan.FromSeconds(5),
        Throttle = ThrottleLimit ?? 128,
        IncludeUnreachable = IncludeUnreachable,
    };
}
