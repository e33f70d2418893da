namespace Mim.Delivery.Windows;

/// <summary>One run of a program of Windows.</summary>
/// <param name="Program">Its path within the system's folder.</param>
/// <param name="Arguments">What it is told.</param>
/// <param name="Variables">Values for a script, which are not text of it then.</param>
internal sealed record WindowsCommand(string Program, IReadOnlyList<string> Arguments, IReadOnlyDictionary<string, string> Variables)
{
    /// <summary>A script of the PowerShell that every Windows has; an error in it is its end.</summary>
    public static WindowsCommand Script(string text, string name, string? thumbprint = null) => new(
        Path.Combine("WindowsPowerShell", "v1.0", "powershell.exe"),
        ["-NoProfile", "-NonInteractive", "-Command", $"$ErrorActionPreference = 'Stop'; {text}"],
        new Dictionary<string, string> { ["MIM_BINDING"] = name, ["MIM_THUMBPRINT"] = thumbprint ?? "" });
}
