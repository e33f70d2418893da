using System.Management.Automation;
using System.Security;

using Mim.Core;
using Mim.Core.Discovery;
using Mim.PowerShell.Binding;

namespace Mim.PowerShell.Commands;

/// <summary>Finds certificates on servers, in files and in certificate stores, and says what is wrong with them.</summary>
[Cmdlet(VerbsCommon.Find, Nouns.Certificate, DefaultParameterSetName = Network)]
[OutputType(typeof(CertificateFinding))]
public sealed class FindMachineCertificateCommand : MimCommand
{
    private const string Network = nameof(Network);
    private const string InFiles = nameof(InFiles);
    private const string InLiteralFiles = nameof(InLiteralFiles);
    private const string InStores = nameof(InStores);

    private readonly List<string> _targets = [];
    private readonly List<string> _paths = [];

    /// <summary>Names, addresses, blocks such as 10.0.0.0/24 and ranges such as 10.0.0.1-20, with ports of their own if need be.</summary>
    [Parameter(ParameterSetName = Network, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("CN", "DNSHostName", "IPAddress")]
    [ValidateNotNullOrEmpty]
    public string[] ComputerName { get; set; } = [];

    /// <summary>A file of such targets, one a line.</summary>
    [Parameter(ParameterSetName = Network)]
    [ValidateNotNullOrEmpty]
    public string? TargetFile { get; set; }

    /// <summary>Ports to ask where the target names none.</summary>
    [Parameter(ParameterSetName = Network, ValueFromPipelineByPropertyName = true)]
    [ValidateRange(1, 65535)]
    public int[] Port { get; set; } = [443];

    /// <summary>Server names to ask each of them for, instead of its own.</summary>
    [Parameter(ParameterSetName = Network)]
    [ValidateNotNullOrEmpty]
    public string[] ServerName { get; set; } = [];

    /// <summary>How the connection becomes TLS; by default the port tells.</summary>
    [Parameter(ParameterSetName = Network)]
    public StartTls StartTls { get; set; } = StartTls.Auto;

    /// <summary>How long one answer may take.</summary>
    [Parameter(ParameterSetName = Network)]
    [Span]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>A file that keeps the place: the next run with it goes on where this one was stopped.</summary>
    [Parameter(ParameterSetName = Network)]
    [ValidateNotNullOrEmpty]
    public string? Resume { get; set; }

    /// <summary>Also tell of addresses of a range where nothing answers.</summary>
    [Parameter(ParameterSetName = Network)]
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

    /// <summary>Passwords to try on what is locked.</summary>
    [Parameter(ParameterSetName = InFiles)]
    [Parameter(ParameterSetName = InLiteralFiles)]
    public SecureString[] Password { get; set; } = [];

    /// <summary>Certificate stores of the operating system: CurrentUser, LocalMachine, or one store such as LocalMachine/My.</summary>
    [Parameter(ParameterSetName = InStores, Mandatory = true)]
    [ValidateNotNullOrEmpty]
    public string[] CertificateStore { get; set; } = [];

    /// <summary>Targets not to ask, or wildcard patterns of paths not to look into.</summary>
    [Parameter(ParameterSetName = Network)]
    [Parameter(ParameterSetName = InFiles)]
    [Parameter(ParameterSetName = InLiteralFiles)]
    [ValidateNotNullOrEmpty]
    public string[] Exclude { get; set; } = [];

    /// <summary>How many servers are asked, or files looked into, at once.</summary>
    [Parameter]
    [ValidateRange(1, 4096)]
    public int? ThrottleLimit { get; set; }

    private ScanRun Run => new(this, Session.Time, StopToken);

    private protected override void Process()
    {
        var ports = IsPiped(nameof(Port)) ? $" {string.Join(',', Port)}" : string.Empty;
        _targets.AddRange(ComputerName.Select(name => name + ports));
        foreach (var path in Path)
        {
            Attempt(path, () => _paths.AddRange(Files.MatchingAll(path)));
        }

        _paths.AddRange(LiteralPath.Select(Files.Full));
        foreach (var store in CertificateStore)
        {
            Attempt(store, () => WriteObject(Session.Discovery.Find(store, StopToken), enumerateCollection: true));
        }
    }

    private protected override void End()
    {
        if (ParameterSetName == Network)
        {
            AskServers();
        }
        else if (_paths.Count > 0)
        {
            LookIntoFiles();
        }
    }

    private void AskServers()
    {
        var lines = TargetFile is null ? [] : EndpointTargets.InLines(File.ReadLines(Files.Existing(TargetFile)));
        _targets.AddRange(lines);
        if (_targets.Count == 0)
        {
            throw new MimException(MimErrorCause.InvalidArgument, "Say where to look: -ComputerName, -TargetFile, -Path or -CertificateStore.");
        }

        var scan = new EndpointScan
        {
            Targets = EndpointTargets.Parse(_targets, Exclude, Port),
            ServerNames = ServerName,
            StartTls = StartTls,
            Timeout = Timeout,
            Throttle = ThrottleLimit ?? 256,
            IncludeUnreachable = IncludeUnreachable,
        };
        var identity = string.Join('\n', [.. _targets, "-", .. Exclude, "-", .. ServerName, "-", .. Port.Select(port => $"{port}"), $"{StartTls}"]);
        var bookmark = Resume is null ? null : new ScanBookmark(Files.Full(Resume), identity, Session.Time);
        Run.Ask(Session.Discovery, scan, bookmark);
    }

    private void LookIntoFiles()
    {
        var passwords = Password.Select(Secrets.Utf8).ToList();
        try
        {
            var scan = new FileScan { Paths = _paths, Recurse = Recurse, Passwords = passwords, Exclude = Exclude };
            Run.Look(Session.Discovery, ThrottleLimit is { } limit ? scan with { Throttle = limit } : scan);
        }
        finally
        {
            passwords.ForEach(password => password.Dispose());
        }
    }
}
