using Mim.Core;
using Mim.Core.Delivery;
using Mim.Core.Ports;
using Mim.Core.Sealing;

namespace Mim.Testing.Doubles;

/// <summary>The certificate stores of a <see cref="FakeWindows"/>.</summary>
public sealed class FakeWindowsCertificates(FakeWindows windows) : IWindowsCertificates
{
    public IReadOnlyList<WindowsCertificate> Read(string store) =>
        [.. Open(windows.State, store).Certificates.Where(one => one.Store == store).Select(one => new WindowsCertificate(one.Certificate, one.HasPrivateKey, one.Note))];

    public void Put(string store, WindowsCertificate certificate, KeyMaterial? pkcs8, string? reader) => windows.Change(state =>
    {
        var there = Open(state, store).Certificates.FirstOrDefault(one => IsThat(one, store, certificate.Certificate));
        var put = there is { HasPrivateKey: true }
            ? there with { Note = certificate.Note }
            : new FakeWindowsCertificate(store, certificate.Certificate, pkcs8 is not null, certificate.Note, reader);
        return state with { Certificates = [.. state.Certificates.Where(one => one != there), put] };
    });

    public void Remove(string store, byte[] certificate) => windows.Change(state =>
        Open(state, store) with { Certificates = [.. state.Certificates.Where(one => !IsThat(one, store, certificate))] });

    private static bool IsThat(FakeWindowsCertificate one, string store, byte[] certificate) =>
        one.Store == store && one.Certificate.AsSpan().SequenceEqual(certificate);

    private static FakeWindowsState Open(FakeWindowsState state, string store) =>
        state.IsOpen ? state : throw new MimException(MimErrorCause.AccessDenied, $"The certificate store {store} may not be used.", store);
}
