using System.Management.Automation;

using Mim.Core;
using Mim.Core.Discovery;

namespace Mim.PowerShell.Binding;

/// <summary>A cmdlet that looks for credentials on servers or in files.</summary>
public abstract class ScanCommand : MimCommand
{
    private protected const string Network = nameof(Network);
    private protected const string InFiles = nameof(InFiles);
    private protected const string InLiteralFiles = nameof(InLiteralFiles);

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

    /// <summary>How long one answer may take.</summary>
    [Parameter(ParameterSetName = Network)]
    [Span]
    public virtual TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(5);

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

    /// <summary>Ports to ask where the target names none.</summary>
    public abstract int[] Port { get; set; }

    /// <summary>Whether the records so far name any computer.</summary>
    private protected bool HasTargets => _targets.Count > 0 || TargetFile is not null;

    private protected ScanRun Run => new(this, Session.Time, StopToken);

    /// <summary>The targets of all records, and of the file of targets.</summary>
    private protected EndpointTargets Targets()
    {
        _targets.AddRange(TargetFile is null ? [] : EndpointTargets.InLines(File.ReadLines(Files.Existing(TargetFile))));
        return _targets.Count > 0
            ? EndpointTargets.Parse(_targets, Exclude, Port)
            : throw new MimException(MimErrorCause.InvalidArgument, "Say where to look: at computers, at paths or elsewhere.");
    }

    /// <summary>Where an earlier run stopped; null when nobody asked for that.</summary>
    /// <param name="options">What else tells this scan from others.</param>
    private protected ScanBookmark? Bookmark(params IEnumerable<string> options) => Resume is null ? null : new ScanBookmark(
        Files.Full(Resume), string.Join('\n', [.. _targets, "-", .. Exclude, "-", .. Port.Select(port => $"{port}"), .. options]), Session.Time);

    /// <summary>The files of all records; null when there are none, as where no path was right.</summary>
    private protected FileScan? FileScan()
    {
        if (_paths.Count == 0)
        {
            return null;
        }

        var scan = new FileScan { Paths = _paths, Recurse = Recurse, Exclude = Exclude };
        return ThrottleLimit is { } limit ? scan with { Throttle = limit } : scan;
    }

    private protected override void Process()
    {
        var ports = IsPiped(nameof(Port)) ? $" {string.Join(',', Port)}" : string.Empty;
        _targets.AddRange(ComputerName.Select(name => name + ports));
        foreach (var path in Path)
        {
            Attempt(path, () => _paths.AddRange(Files.MatchingAll(path)));
        }

        _paths.AddRange(LiteralPath.Select(Files.Full));
    }
}
