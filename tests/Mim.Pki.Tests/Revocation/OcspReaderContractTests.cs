using Mim.Pki.Certificates;
using Mim.Pki.Revocation;
using Mim.Testing.Contracts;

namespace Mim.Pki.Tests.Revocation;

public sealed class OcspReaderContractTests() : OcspReaderContract(new OcspReader(), new CertificateReader());
