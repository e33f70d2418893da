using System.Management.Automation;

using Mim.Core.Identities;
using Mim.Core.Policies;
using Mim.PowerShell.Binding;
using Mim.PowerShell.Binding.Completion;

namespace Mim.PowerShell.Commands;

/// <summary>Changes rules of a tier.</summary>
[Cmdlet(VerbsCommon.Set, Nouns.Policy, SupportsShouldProcess = true)]
[OutputType(typeof(IdentityPolicy))]
public sealed class SetMachineIdentityPolicyCommand : MimCommand
{
    /// <summary>The tiers to change.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    public Criticality[] Criticality { get; set; } = [];

    /// <summary>Longest lifetime of a certificate.</summary>
    [Parameter]
    [Span]
    public TimeSpan? MaximumLifetime { get; set; }

    /// <summary>Lifetime when none is asked for.</summary>
    [Parameter]
    [Span]
    public TimeSpan? DefaultLifetime { get; set; }

    /// <summary>Part of the lifetime after which rotation is due.</summary>
    [Parameter]
    public double? RenewalFraction { get; set; }

    /// <summary>Largest part of the lifetime by which rotation is moved earlier at random.</summary>
    [Parameter]
    public double? Jitter { get; set; }

    /// <summary>Shortest RSA key.</summary>
    [Parameter]
    public int? MinimumRsaBits { get; set; }

    /// <summary>Shortest EC key.</summary>
    [Parameter]
    public int? MinimumEcBits { get; set; }

    /// <summary>How long the old version stays beside the new one.</summary>
    [Parameter]
    [Span]
    public TimeSpan? Overlap { get; set; }

    /// <summary>How long the old version must not be seen before it is retired.</summary>
    [Parameter]
    [Span]
    public TimeSpan? QuietTime { get; set; }

    /// <summary>How many an authority may have issued within the span before rotations wait; 0 for no limit.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int? IssueLimit { get; set; }

    /// <summary>The span of the limit.</summary>
    [Parameter]
    [Span]
    public TimeSpan? IssueSpan { get; set; }

    /// <summary>Least time after an authority issued something.</summary>
    [Parameter]
    [Span]
    public TimeSpan? IssueSpacing { get; set; }

    /// <summary>Longest time for which an account is lent.</summary>
    [Parameter]
    [Span]
    public TimeSpan? MaximumLease { get; set; }

    /// <summary>Wildcards that names must match.</summary>
    [Parameter]
    [AllowEmptyCollection]
    public string[]? NamePattern { get; set; }

    /// <summary>Whether an owner must be named.</summary>
    [Parameter]
    public bool? RequireOwner { get; set; }

    /// <summary>Tags that must be there.</summary>
    [Parameter]
    [AllowEmptyCollection]
    public string[]? RequiredTag { get; set; }

    /// <summary>Authorities that may sign.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(AuthorityNameCompleter))]
    [AllowEmptyCollection]
    [SupportsWildcards]
    public string[]? Authority { get; set; }

    private protected override void Process()
    {
        foreach (var tier in Criticality.Where(tier => ShouldProcess(tier.ToString(), "Set policy")))
        {
            Attempt(tier, () => WriteObject(Session.Policies.Set(Changed(Session.Policies.For(tier)), StopToken)));
        }
    }

    private IdentityPolicy Changed(IdentityPolicy policy) => policy with
    {
        MaximumLifetime = MaximumLifetime ?? policy.MaximumLifetime, DefaultLifetime = DefaultLifetime ?? policy.DefaultLifetime,
        RenewalFraction = RenewalFraction ?? policy.RenewalFraction,
        Jitter = Jitter ?? policy.Jitter,
        MinimumRsaBits = MinimumRsaBits ?? policy.MinimumRsaBits, MinimumEcBits = MinimumEcBits ?? policy.MinimumEcBits,
        Overlap = Overlap ?? policy.Overlap,
        QuietTime = QuietTime ?? policy.QuietTime,
        IssueLimit = IssueLimit is 0 ? null : IssueLimit ?? policy.IssueLimit,
        IssueSpan = IssueSpan ?? policy.IssueSpan, IssueSpacing = IssueSpacing ?? policy.IssueSpacing,
        MaximumLease = MaximumLease ?? policy.MaximumLease,
        NamePatterns = NamePattern ?? policy.NamePatterns,
        RequireOwner = RequireOwner ?? policy.RequireOwner,
        RequiredTags = RequiredTag ?? policy.RequiredTags,
        Authorities = Authority ?? policy.Authorities,
    };
}
