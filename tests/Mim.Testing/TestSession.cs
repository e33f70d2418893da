using Mim.Composition;
using Mim.Core;
using Mim.Core.Audit;
using Mim.Core.Identities;
using Mim.Core.Issuing;
using Mim.Core.Stores;

namespace Mim.Testing;

/// <summary>A fresh store, wired as the product wires it, in a folder of its own and under a clock that the test sets.</summary>
public sealed class TestSession : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public TestSession(NewStore? options = null, Func<StoreReference, StoreReference>? how = null)
    {
        Composition = new MimComposition(Time);
        Reference = new StoreReference { Location = _folder["inventory.db"] };
        Reference = how is null ? Reference : how(Reference);
        Session = Composition.Initialize(Reference, options ?? new NewStore(), Context, CancellationToken.None);
    }

    public ManualTimeProvider Time { get; } = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    public MimComposition Composition { get; }

    public StoreReference Reference { get; }

    public ActContext Context { get; } = new("tester", "host1", new Guid("01890a5d-ac96-774b-bcce-b302099a8057"));

    public MimSession Session { get; private set; }

    /// <summary>Path of the store's file.</summary>
    public string Location => Reference.Location;

    /// <summary>Full path of something in the folder of the store.</summary>
    public string this[string name] => _folder[name];

    /// <summary>A second session over the same store, as another process would have it; the caller disposes it.</summary>
    public MimSession OpenAnother(Func<StoreReference, StoreReference>? how = null) =>
        Composition.Open(how is null ? Reference : how(Reference), Context, CancellationToken.None);

    /// <summary>Closes the session and opens the store anew.</summary>
    public MimSession Reopen()
    {
        Session.Dispose();
        return Session = OpenAnother();
    }

    public CertificateAuthority NewAuthority(string name = "corp", string? parent = null) =>
        Session.Authorities.Create(new NewAuthority { Name = name, Parent = parent }, CancellationToken.None);

    /// <summary>A server certificate for <paramref name="name"/>, a DNS name.</summary>
    public MachineIdentity NewCertificate(string name) =>
        Session.Certificates.Issue(new NewCertificate { Name = name }, CancellationToken.None);

    public void DisposeOf(MachineIdentity identity) =>
        Session.Disposer.DisposeOfAsync(identity.Id, reason: null, isForced: false, CancellationToken.None).GetAwaiter().GetResult();

    public void Dispose()
    {
        Session.Dispose();
        _folder.Dispose();
    }
}
