using System.Management.Automation;

using Mim.Core.Issuing;
using Mim.PowerShell.Binding;
using Mim.PowerShell.Binding.Completion;

namespace Mim.PowerShell.Commands;

/// <summary>Makes a root authority, or one below another.</summary>
[Cmdlet(VerbsCommon.New, Nouns.Authority, SupportsShouldProcess = true)]
[OutputType(typeof(CertificateAuthority))]
public sealed class NewMachineCertificateAuthorityCommand : ConstrainedAuthorityCommand
{
    /// <summary>The authority whose place this one is to take.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(AuthorityNameCompleter))]
    public string? Replaces { get; set; }

    /// <summary>Let this root and the one that it replaces certify each other's keys.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public SwitchParameter CrossSign { get; set; }

    /// <summary>The authority that signs this one.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(AuthorityNameCompleter))]
    public string? Parent { get; set; }

    /// <summary>How many authorities may stand below it.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [BlankIsNull]
    public int? PathLength { get; set; }

    /// <summary>Where clients fetch its CRL.</summary>
    [Parameter]
    public string[] CrlUrl { get; set; } = [];

    /// <summary>Where clients ask about one certificate.</summary>
    [Parameter]
    public string[] OcspUrl { get; set; } = [];

    /// <summary>Where clients fetch its certificate.</summary>
    [Parameter]
    public string[] IssuerUrl { get; set; } = [];

    /// <summary>How long a CRL is valid.</summary>
    [Parameter]
    [Span]
    public TimeSpan? CrlLifetime { get; set; }

    private protected override void Process() => Attempt(Name, Make);

    private void Make()
    {
        var wanted = Wanted();
        Session.Authorities.Check(wanted, StopToken);
        if (!ShouldProcess($"{wanted.Name}{(wanted.KeyAlgorithm is { } key ? $", {key}" : string.Empty)}", Action(wanted)))
        {
            return;
        }

        var made = Session.Authorities.Create(wanted, StopToken);
        WriteObject(made);
        Warn(made, wanted.CrossSign);
    }

    /// <summary>What is easily overlooked when one takes the place of another.</summary>
    private void Warn(CertificateAuthority made, bool isCrossSigned)
    {
        var replaced = made.Replaces is { } name ? Session.Authorities.Find([WildcardPattern.Escape(name)], StopToken).Single() : null;
        if (replaced is { CrlUrls.Count: > 0 } && made.CrlUrls.Count == 0)
        {
            WriteWarning($"'{replaced}' says where its revocation list lies, '{made}' does not: each has a list of its own, at its -CrlUrl.");
        }

        if (isCrossSigned && replaced is { PathLength: 0 })
        {
            WriteWarning($"'{replaced}' has path length 0: GnuTLS takes no cross-signed certificate then, and its clients need '{made}'.");
        }
    }

    private static string Action(NewAuthority wanted) =>
        (wanted.Parent is null ? "Make authority" : $"Make authority below {wanted.Parent}")
        + (wanted.Replaces is null ? string.Empty : $" to replace {wanted.Replaces}")
        + (wanted.CrossSign ? ", each certifying the other's key" : string.Empty);

    private NewAuthority Wanted() => new()
    {
        Name = Name,
        Subject = Said(Subject),
        Replaces = Said(Replaces),
        CrossSign = CrossSign,
        Parent = Said(Parent),
        KeyAlgorithm = KeyAlgorithm,
        Lifetime = Lifetime,
        PathLength = PathLength,
        NameConstraints = Constraints,
        CrlUrls = CrlUrl,
        OcspUrls = OcspUrl,
        IssuerUrls = IssuerUrl,
        CrlLifetime = CrlLifetime,
        Owner = Said(Owner),
        Purpose = Said(Purpose),
        Criticality = Criticality,
        Environment = Said(Environment),
        Tags = Tag,
    };
}
