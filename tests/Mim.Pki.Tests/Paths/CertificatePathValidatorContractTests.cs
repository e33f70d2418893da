using Mim.Pki.Certificates;
using Mim.Pki.Paths;
using Mim.Testing.Contracts;

namespace Mim.Pki.Tests.Paths;

public sealed class CertificatePathValidatorContractTests()
    : CertificatePathValidatorContract(new CertificatePathValidator(), new CertificateReader());
