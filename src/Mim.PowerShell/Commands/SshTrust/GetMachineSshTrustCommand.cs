using System.Management.Automation;

using Mim.Core.Discovery.Ssh;
using Mim.PowerShell.Binding;

namespace Mim.PowerShell.Commands;

/// <summary>Says who can log in where by SSH.</summary>
[Cmdlet(VerbsCommon.Get, Nouns.SshTrust)]
[OutputType(typeof(SshTrust))]
public sealed class GetMachineSshTrustCommand : MimCommand
{
    private readonly SshTrustGraph _graph = new();

    /// <summary>Findings of Find-MachineSshKey, of as many machines as there are.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [AsItIs(typeof(SshKeyFinding))]
    [ValidateNotNull]
    public SshKeyFinding[] InputObject { get; set; } = [];

    /// <summary>Kinds of edge to write; all when left out.</summary>
    [Parameter]
    public SshTrustKind[] Kind { get; set; } = [];

    private protected override bool NeedsStore => false;

    private protected override void Process()
    {
        foreach (var finding in InputObject)
        {
            _graph.Add(finding);
        }
    }

    private protected override void End()
    {
        foreach (var edge in _graph.Edges())
        {
            StopToken.ThrowIfCancellationRequested();
            if (Kind.Length == 0 || Kind.Contains(edge.Kind))
            {
                WriteObject(edge);
            }
        }
    }
}
