using System.Management.Automation;

using Mim.Core.Identities;
using Mim.Core.Issuing;
using Mim.PowerShell.Binding;
using Mim.PowerShell.Binding.Completion;

namespace Mim.PowerShell.Commands;

/// <summary>Issues certificates.</summary>
[Cmdlet(VerbsCommon.New, Nouns.Certificate, SupportsShouldProcess = true)]
[OutputType(typeof(MachineIdentity))]
public sealed class NewMachineCertificateCommand : IssuingCommand
{
    private IssuePipeline? _pipeline;
    private ProgressMeter? _meter;
    private bool _isWhatIf;
    private int _done;

    /// <summary>DNS names.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [List]
    public string[] DnsName { get; set; } = [];

    /// <summary>IP addresses.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [List]
    public string[] IPAddress { get; set; } = [];

    /// <summary>URIs.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [List]
    public string[] Uri { get; set; } = [];

    /// <summary>Mail addresses.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [List]
    public string[] Email { get; set; } = [];

    /// <summary>The authority that signs.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(AuthorityNameCompleter))]
    public string? Authority { get; set; }

    /// <summary>What the certificate is for.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [BlankIsNull]
    public CertificateProfile? Profile { get; set; }

    /// <summary>A request whose key is certified.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("Csr")]
    public object? CertificateSigningRequest { get; set; }

    private protected override void Begin() => _isWhatIf = IsWhatIf;

    private protected override void Process()
    {
        Attempt(Name, Issue);
        while (_pipeline is not null && _pipeline.TryTake(out var result))
        {
            Write(result);
        }
    }

    private protected override void End()
    {
        foreach (var result in _pipeline?.Complete() ?? [])
        {
            Write(result);
        }

        _meter?.Complete();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _pipeline?.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Issue()
    {
        var wanted = Wanted();
        if (_isWhatIf)
        {
            Session.Certificates.Check(wanted, StopToken);
        }

        if (ShouldProcess(Described(wanted), "Issue certificate"))
        {
            _pipeline ??= Session.Certificates.Open(StopToken);
            _pipeline.Add(wanted, tag: null);
        }
    }

    private void Write(IssueResult result)
    {
        _meter ??= new ProgressMeter(this, "Issuing certificates", Session.Time);
        _meter.Show($"{++_done} done");
        if (result.Error is { } error)
        {
            Report(error, result.Request.Name);
        }
        else
        {
            WriteObject(result.Identity);
        }
    }

    private static string Described(NewCertificate wanted)
    {
        string[] names = [.. wanted.DnsNames, .. wanted.IPAddresses, .. wanted.Uris, .. wanted.Emails];
        var what = names.Length == 0 ? wanted.Name : $"{wanted.Name} ({string.Join(", ", names)})";
        var key = wanted.Request is null ? wanted.KeyAlgorithm.ToString() : "key of the request";
        return $"{what}, {wanted.Profile}, {key}{(wanted.Authority is null ? "" : $", by {wanted.Authority}")}";
    }

    private NewCertificate Wanted() => new()
    {
        Name = Name,
        DnsNames = DnsName,
        IPAddresses = IPAddress,
        Uris = Uri,
        Emails = Email,
        Subject = Said(Subject),
        Authority = Said(Authority),
        Profile = Profile ?? CertificateProfile.Server,
        KeyAlgorithm = KeyAlgorithm ?? Core.Issuing.KeyAlgorithm.EcdsaP256,
        Lifetime = Lifetime,
        Request = SigningRequests.Read(CertificateSigningRequest, Files),
        Owner = Said(Owner),
        Purpose = Said(Purpose),
        Criticality = Criticality ?? Core.Identities.Criticality.Medium,
        Environment = Said(Environment),
        Tags = Tag,
    };
}
