using System.Management.Automation;

using Mim.Core.Identities;
using Mim.PowerShell.Binding;
using Mim.PowerShell.Binding.Completion;

namespace Mim.PowerShell.Commands;

/// <summary>Lists identities.</summary>
[Cmdlet(VerbsCommon.Get, Nouns.Identity, SupportsPaging = true)]
[OutputType(typeof(MachineIdentity))]
public sealed class GetMachineIdentityCommand : IdentityCommand
{
    /// <summary>Kinds of identity.</summary>
    [Parameter]
    public IdentityKind[] Kind { get; set; } = [];

    /// <summary>Owners, wildcards allowed.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(OwnerCompleter))]
    [SupportsWildcards]
    public string[] Owner { get; set; } = [];

    /// <summary>Tags that must all be there.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(TagCompleter))]
    public string[] Tag { get; set; } = [];

    /// <summary>States of the current version.</summary>
    [Parameter]
    public VersionState[] Status { get; set; } = [];

    /// <summary>Tiers.</summary>
    [Parameter]
    public Criticality[] Criticality { get; set; } = [];

    /// <summary>Authorities that signed the current version, wildcards allowed.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(AuthorityNameCompleter))]
    [SupportsWildcards]
    public string[] Authority { get; set; } = [];

    /// <summary>SHA-256 fingerprint of any version.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Fingerprint { get; set; }

    /// <summary>Serial number of any version.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? SerialNumber { get; set; }

    /// <summary>Not yet expired, but within this span.</summary>
    [Parameter]
    [Span]
    public TimeSpan? ExpiringWithin { get; set; }

    /// <summary>Already expired.</summary>
    [Parameter]
    public SwitchParameter Expired { get; set; }

    /// <summary>Due for rotation.</summary>
    [Parameter]
    public SwitchParameter Due { get; set; }

    /// <summary>Nothing here will renew it: no authority of the store signed it, and no target delivers it.</summary>
    [Parameter]
    public SwitchParameter Unmanaged { get; set; }

    /// <summary>Seen somewhere once, and not since this time; a span such as 30d counts back from now.</summary>
    [Parameter]
    [PastTime]
    public DateTimeOffset? NotSeenSince { get; set; }

    /// <summary>Also those that were disposed of.</summary>
    [Parameter]
    public SwitchParameter IncludeRemoved { get; set; }

    private protected override void Process()
    {
        var page = new Page(PagingParameters);
        var filter = Filter();
        page.WriteTotal(this, () => Count(filter));
        page.Write(this, Find(filter with { First = page.Rows }));
    }

    private IdentityQuery Filter()
    {
        var now = Session.Time.GetUtcNow();
        return new IdentityQuery
        {
            Kinds = Kind,
            Owners = Owner,
            Tags = Tag,
            Statuses = Status,
            Criticalities = Criticality,
            Authorities = Authority,
            Fingerprint = Fingerprint,
            SerialNumber = SerialNumber,
            ExpiringAfter = ExpiringWithin is null ? null : now,
            ExpiringBefore = ExpiringWithin is { } span ? now + span : Expired ? now : null,
            DueBefore = Due ? now : null,
            Unmanaged = Unmanaged,
            NotSeenSince = NotSeenSince?.ToUniversalTime(),
            IncludeDestroyed = IncludeRemoved,
        };
    }
}
