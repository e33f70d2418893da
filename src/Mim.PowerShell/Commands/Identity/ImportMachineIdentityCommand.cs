using System.Management.Automation;
using System.Security;
using System.Security.Cryptography.X509Certificates;

using Mim.Core.Discovery;
using Mim.Core.Identities;
using Mim.Core.Sealing;
using Mim.PowerShell.Binding;
using Mim.PowerShell.Errors;

namespace Mim.PowerShell.Commands;

/// <summary>Takes certificates, keys and records into the inventory.</summary>
[Cmdlet(VerbsData.Import, Nouns.Identity, SupportsShouldProcess = true)]
[OutputType(typeof(ImportResult))]
public sealed class ImportMachineIdentityCommand : ImportingCommand
{
    private KeyMaterial? _password;

    /// <summary>Files to read, wildcards allowed.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [AllowEmptyCollection]
    [AllowEmptyString]
    [SupportsWildcards]
    public string[]? Path { get; set; }

    /// <summary>Files to read, taken as they are written.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "LP")]
    public string[]? LiteralPath { get; set; }

    /// <summary>Password of encrypted keys and PFX files.</summary>
    [Parameter]
    [ValidateNotNull]
    public SecureString? Password { get; set; }

    /// <summary>Certificates, with their keys where those can be exported.</summary>
    [Parameter(ValueFromPipeline = true)]
    [AsItIs(typeof(X509Certificate2))]
    public X509Certificate2? InputObject { get; set; }

    /// <summary>What Find-MachineCertificate, Find-MachineSshKey and Find-MachineAccount found.</summary>
    [Parameter(ValueFromPipeline = true)]
    [AsItIs(typeof(Finding))]
    public Finding? Finding { get; set; }

    /// <summary>Name of the identity.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Name { get; set; }

    /// <summary>Kind of a record without a credential.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [BlankIsNull]
    public IdentityKind? Kind { get; set; }

    // An empty column of a CSV file says nothing about a path either.
    private IEnumerable<string> Patterns => (Path ?? []).Where(path => path.Length > 0);

    private protected override void Begin() => _password = Secrets.Utf8OrNull(Password);

    private protected override void Process()
    {
        if (Finding is not null)
        {
            Import(Finding.Location, () => Run.AddFinding(Finding, TypedDocumentation() with { Name = IsPiped(nameof(Name)) ? null : Said(Name) }));
        }
        else if (InputObject is not null)
        {
            Import(InputObject.Subject, ImportCertificate);
        }
        else if (LiteralPath is not null || Patterns.Any())
        {
            foreach (var path in LiteralPath?.Select(Files.Existing) ?? Patterns.SelectMany(Files.Matching))
            {
                Import(path, () => ImportFile(path));
            }
        }
        else if (Name is { Length: > 0 })
        {
            Import(Name, () => Run.AddRecord(Documentation(Name), "record"));
        }
        else
        {
            WriteError(ErrorRecords.InvalidArgument("Say what to import: a path, a certificate, or at least a name."));
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _password?.Dispose();
        }

        base.Dispose(disposing);
    }

    private void ImportFile(string path)
    {
        // A FileInfo in the pipeline has a Name too, but it is the file's and not the identity's.
        var name = IsPiped(nameof(LiteralPath)) && IsPiped(nameof(Name)) ? null : Name;
        Run.AddFile(path, _password, Documentation(name));
    }

    private void ImportCertificate()
    {
        using var key = CertificateKeys.Pkcs8(InputObject!);
        if (key is null && InputObject!.HasPrivateKey)
        {
            WriteWarning($"The private key of {InputObject.Subject} cannot be exported; only the certificate is imported.");
        }

        Run.AddCertificate(InputObject!.RawData, key, InputObject.Thumbprint, Documentation(Name));
    }

    private ImportDocumentation Documentation(string? name) => Documentation() with { Name = Said(name), Kind = Kind };
}
