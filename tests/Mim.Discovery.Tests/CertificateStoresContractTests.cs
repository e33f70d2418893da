using System.Security.Cryptography.X509Certificates;
using Mim.Core.Ports;
using Mim.Testing.Contracts;

namespace Mim.Discovery.Tests;

public sealed class CertificateStoresContractTests : CertificateStoresContract
{
    protected override ICertificateStores Stores { get; } = new CertificateStores();

    protected override string? Filled
    {
        get
        {
            using var roots = new X509Store(StoreName.Root, StoreLocation.LocalMachine, OpenFlags.ReadOnly);
            return roots.Certificates.Count > 0 ? "LocalMachine/Root" : null;
        }
    }
}
