using System.Text;
using Mim.Core.Sealing;

namespace Mim.Ssh.Shell;

/// <summary>What a script on another host said.</summary>
/// <param name="Output">Its output.</param>
/// <param name="ExitCode">How it ended.</param>
/// <param name="Error">What it said of its trouble.</param>
internal sealed record ScriptAnswer(KeyMaterial Output, int ExitCode, string Error) : IDisposable
{
    /// <summary>The output as UTF-8.</summary>
    public string Text => Encoding.UTF8.GetString(Output.Span);

    public void Dispose() => Output.Dispose();
}
