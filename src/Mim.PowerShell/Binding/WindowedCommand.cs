using System.Management.Automation;

using Mim.Core.Delivery;
using Mim.PowerShell.Binding.Completion;

namespace Mim.PowerShell.Binding;

/// <summary>A cmdlet that says when something may be installed.</summary>
public abstract class WindowedCommand : IdentityCommand
{
    private static readonly TimeSpan _usualDuration = TimeSpan.FromHours(1);

    /// <summary>When the maintenance window opens, in the five fields of cron.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Window { get; set; }

    /// <summary>How long the maintenance window stays open.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Span]
    public TimeSpan? WindowDuration { get; set; }

    /// <summary>Time zone of the maintenance window.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(TimeZoneCompleter))]
    public string? WindowZone { get; set; }

    /// <summary>The window that was said; null for none.</summary>
    private protected MaintenanceWindow? ChosenWindow => string.IsNullOrWhiteSpace(Window)
        ? null
        : new MaintenanceWindow(Window.Trim(), WindowDuration ?? _usualDuration, string.IsNullOrWhiteSpace(WindowZone) ? TimeZoneInfo.Utc.Id : WindowZone.Trim());
}
