using Mim.Core.Delivery;
using Mim.Core.Ports;
using Mim.Core.Sealing;
using Mim.Testing.Certificates;

namespace Mim.Testing.Contracts;

/// <summary>What the certificate stores of Windows do.</summary>
public abstract class WindowsCertificatesContract : IDisposable
{
    private readonly TestChain _chain = new();

    protected abstract IWindowsCertificates Certificates { get; }

    /// <summary>A store that is empty, and not missed when it is changed.</summary>
    protected abstract string Store { get; }

    public virtual void Dispose()
    {
        _chain.Dispose();
        GC.SuppressFinalize(this);
    }

    [SuiteFact]
    public void What_was_put_there_is_there_with_key_and_note()
    {
        var leaf = Put("one", "web01");
        var there = Assert.Single(Certificates.Read(Store));
        Assert.Equal(leaf.Certificate, there.Certificate);
        Assert.Equal((true, "web01"), (there.HasPrivateKey, there.Note));
    }

    [SuiteFact]
    public void A_certificate_without_a_key_has_none()
    {
        Certificates.Put(Store, new WindowsCertificate(_chain.Issuers[0], HasPrivateKey: false, ""), pkcs8: null, reader: null);
        Assert.False(Assert.Single(Certificates.Read(Store)).HasPrivateKey);
    }

    [SuiteFact]
    public void Another_note_keeps_the_key()
    {
        var leaf = Put("one", "before");
        Certificates.Put(Store, new WindowsCertificate(leaf.Certificate, HasPrivateKey: true, "after"), pkcs8: null, reader: null);
        var there = Assert.Single(Certificates.Read(Store));
        Assert.Equal((true, "after"), (there.HasPrivateKey, there.Note));
    }

    [SuiteFact]
    public void A_key_that_comes_later_joins_its_certificate()
    {
        var leaf = _chain.Issue("one");
        Certificates.Put(Store, new WindowsCertificate(leaf.Certificate, HasPrivateKey: false, "bare"), pkcs8: null, reader: null);
        Put(leaf, "keyed");
        var there = Assert.Single(Certificates.Read(Store));
        Assert.Equal((true, "keyed"), (there.HasPrivateKey, there.Note));
    }

    [SuiteFact]
    public void Only_what_is_taken_out_is_gone()
    {
        var first = Put("one", "1");
        var second = Put("two", "2");
        Certificates.Remove(Store, first.Certificate);
        Certificates.Remove(Store, first.Certificate);
        Assert.Equal(second.Certificate, Assert.Single(Certificates.Read(Store)).Certificate);
    }

    [SuiteFact]
    public void A_store_that_nobody_made_is_empty() => Assert.Empty(Certificates.Read($"{Store} nobody made"));

    private TestLeaf Put(string name, string note) => Put(_chain.Issue(name), note);

    private TestLeaf Put(TestLeaf leaf, string note)
    {
        using var key = KeyMaterial.CopyOf(leaf.Pkcs8);
        Certificates.Put(Store, new WindowsCertificate(leaf.Certificate, HasPrivateKey: true, note), key, reader: null);
        return leaf;
    }
}
