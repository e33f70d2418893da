using Mim.Pki.Certificates;
using Mim.Testing.Contracts;

namespace Mim.Pki.Tests.Certificates;

public sealed class CertificateEncoderContractTests() : CertificateEncoderContract(new CertificateEncoder());
