using System.Management.Automation;

using Mim.Core;
using Mim.Core.Delivery;
using Mim.Core.Discovery;

namespace Mim.PowerShell.Binding;

/// <summary>A cmdlet that is told of the service that makes use of a target's files.</summary>
public abstract class TargetServiceCommand : TargetFilesCommand
{
    private const string StopOnErrors = "$ErrorActionPreference = 'Stop'; $PSNativeCommandUseErrorActionPreference = $true";

    /// <summary>What makes use of the files.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [BlankIsNull]
    public TargetKind? Kind { get; set; }

    /// <summary>Configuration of an instance that is not the system's own.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Configuration { get; set; }

    /// <summary>File with the process id of HAProxy's master.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? PidFile { get; set; }

    /// <summary>Program and arguments that accept the configuration or not.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? ValidateCommand { get; set; }

    /// <summary>Program and arguments that make the service read its files again.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? ReloadCommand { get; set; }

    /// <summary>Program and arguments that prove the new version.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? ProveCommand { get; set; }

    /// <summary>Where the service must serve the new version.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [List]
    public string[] Listener { get; set; } = [];

    /// <summary>How a connection to the listeners becomes TLS.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [BlankIsNull]
    public StartTls? StartTls { get; set; }

    /// <summary>Names that each listener is asked by.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [List]
    public string[] ServerName { get; set; } = [];

    /// <summary>How long each command and the wait for the listeners may take.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Span]
    public TimeSpan? Timeout { get; set; }

    /// <summary>What was said, or what the commands tell.</summary>
    private protected virtual TargetKind ChosenKind =>
        Kind ?? (ValidateCommand is null && ReloadCommand is null && ProveCommand is null ? TargetKind.File : TargetKind.Command);

    // Whoever rotates later has no runspace of ours, so scripts run in a pwsh of their own; a failure anywhere in one is its own.
    private string[]? CommandOf(string[]? words) => words is null || ChosenKind != TargetKind.Script
        ? words
        : ["pwsh", "-NoProfile", "-NonInteractive", "-Command", $"{StopOnErrors}\n{string.Join('\n', words)}"];

    private protected virtual TargetSettings Settings()
    {
        var files = FileSettings(ChosenKind);
        if (ChosenKind != TargetKind.File)
        {
            return new ServiceTargetSettings
            {
                Host = ChosenHost,
                Files = files,
                Configuration = SaidPath(Configuration),
                PidFile = SaidPath(PidFile),
                ValidateCommand = CommandOf(ValidateCommand),
                ReloadCommand = CommandOf(ReloadCommand),
                ProveCommand = CommandOf(ProveCommand),
                Listeners = [.. Listener.Select(text => ServiceListener.Parse(text, StartTls ?? Core.Discovery.StartTls.Auto))],
                ServerNames = ServerName,
                Timeout = Timeout ?? ServiceTargetSettings.DefaultTimeout,
            };
        }

        return (SaidPath(Configuration) ?? SaidPath(PidFile) ?? Listener.Concat(ServerName).FirstOrDefault()) is { } lost
            ? throw new MimException(MimErrorCause.InvalidArgument, $"'{lost}' is of a service: say with -Kind of which.", lost)
            : files with { Host = ChosenHost };
    }
}
