using System.Management.Automation;

using Mim.Core.Discovery;
using Mim.Core.Discovery.Leaks;
using Mim.Core.Risk;
using Mim.PowerShell.Binding;
using Mim.PowerShell.Binding.Completion;

namespace Mim.PowerShell.Commands;

/// <summary>Finds secrets that lie in the clear, in files and in objects of the pipeline.</summary>
[Cmdlet(VerbsCommon.Find, Nouns.Secret, DefaultParameterSetName = InFiles)]
[OutputType(typeof(SecretFinding))]
public sealed class FindMachineSecretCommand : MimCommand
{
    private const string InFiles = nameof(InFiles);
    private const string InLiteralFiles = nameof(InLiteralFiles);
    private const string InObjects = nameof(InObjects);
    private const string InKnownPlaces = nameof(InKnownPlaces);

    private readonly List<string> _paths = [];
    private SecretScan _scan = new();
    private SecretTextScan? _text;

    /// <summary>Files and folders, wildcards allowed.</summary>
    [Parameter(ParameterSetName = InFiles, Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards, ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = [];

    /// <summary>Files and folders, taken as they are written.</summary>
    [Parameter(ParameterSetName = InLiteralFiles, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "LP"), ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>Text to look through, line by line.</summary>
    [Parameter(ParameterSetName = InObjects, Mandatory = true, ValueFromPipeline = true)]
    [AllowEmptyString]
    public string[] InputObject { get; set; } = [];

    /// <summary>Look where shells, PowerShell and Windows leave secrets on this machine.</summary>
    [Parameter(ParameterSetName = InKnownPlaces, Mandatory = true)]
    public SwitchParameter KnownPlace { get; set; }

    /// <summary>Also look into folders within folders.</summary>
    [Parameter(ParameterSetName = InFiles), Parameter(ParameterSetName = InLiteralFiles)]
    public SwitchParameter Recurse { get; set; }

    /// <summary>Also look into every version of every file that git repositories among them keep.</summary>
    [Parameter(ParameterSetName = InFiles), Parameter(ParameterSetName = InLiteralFiles)]
    public SwitchParameter History { get; set; }

    /// <summary>Wildcard patterns of paths not to look into.</summary>
    [Parameter(ParameterSetName = InFiles), Parameter(ParameterSetName = InLiteralFiles), Parameter(ParameterSetName = InKnownPlaces)]
    [ValidateNotNullOrEmpty]
    public string[] Exclude { get; set; } = [];

    /// <summary>Rules to look by, wildcards allowed; all when left out.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(SecretRuleCompleter))]
    [SupportsWildcards, ValidateNotNullOrEmpty]
    public string[] Rule { get; set; } = [];

    /// <summary>The least severity to tell of.</summary>
    [Parameter]
    public HealthSeverity MinimumSeverity { get; set; } = HealthSeverity.Info;

    /// <summary>Also tell of secrets that somebody answers for.</summary>
    [Parameter]
    public SwitchParameter IncludeSuppressed { get; set; }

    /// <summary>An earlier report of the same store: secrets in it are not told again.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Baseline { get; set; }

    /// <summary>How many files are looked into at once.</summary>
    [Parameter]
    [ValidateRange(1, 4096)]
    public int ThrottleLimit { get; set; } = 8;

    private protected override void Begin() => _scan = new SecretScan
    {
        Rules = Rule, MinimumSeverity = MinimumSeverity, IncludeSuppressed = IncludeSuppressed,
        Baseline = Baseline is null ? null : SecretReports.Read(Files.Existing(Baseline)),
    };

    private protected override void Process()
    {
        foreach (var path in Path)
        {
            Attempt(path, () => _paths.AddRange(Files.MatchingAll(path)));
        }

        _paths.AddRange(LiteralPath.Select(Files.Full));
        foreach (var text in InputObject)
        {
            StopToken.ThrowIfCancellationRequested();
            _text ??= Session.Leaks.OpenText(_scan, StopToken);
            WriteObject(_text.Add(text), enumerateCollection: true);
        }
    }

    private protected override void End()
    {
        WriteObject(_text?.End() ?? [], enumerateCollection: true);
        var files = KnownPlace ? Session.Leaks.KnownPlaces() : new FileScan { Paths = _paths, Recurse = Recurse };
        if (files.Paths.Count > 0)
        {
            files = files with { Exclude = Exclude, IncludeHistory = History, Throttle = ThrottleLimit };
            new ScanRun(this, Session.Time, StopToken).WarnOfDepth(files)
                .Look("Looking for secrets in files", (progress, token) => Session.Leaks.FindAsync(files, _scan, progress, token));
        }
    }

    protected override void Dispose(bool disposing)
    {
        _text?.Dispose();
        base.Dispose(disposing);
    }
}
