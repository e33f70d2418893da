using System.Management.Automation;

using Mim.Core.Identities;
using Mim.PowerShell.Binding;

namespace Mim.PowerShell.Commands;

/// <summary>Lists where identities are installed or were seen.</summary>
[Cmdlet(VerbsCommon.Get, Nouns.Location)]
[OutputType(typeof(IdentityLocation))]
public sealed class GetMachineIdentityLocationCommand : IdentityCommand
{
    /// <summary>Kind of place: File, Endpoint, CertificateStore and so on.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? LocationKind { get; set; }

    /// <summary>Last seen before this time; a span such as 30d counts back from now.</summary>
    [Parameter]
    [PastTime]
    public DateTimeOffset? NotSeenSince { get; set; }

    /// <summary>Also places where it is no longer.</summary>
    [Parameter]
    public SwitchParameter IncludeGone { get; set; }

    private protected override void Process()
    {
        var query = new LocationQuery { Kind = LocationKind, NotSeenSince = NotSeenSince?.ToUniversalTime(), IncludeGone = IncludeGone };
        var queries = IsChosen ? Chosen().Select(identity => query with { IdentityId = identity.Id }) : [query];
        foreach (var location in queries.SelectMany(one => Session.Identities.Places(one, StopToken)))
        {
            WriteObject(location);
        }
    }
}
