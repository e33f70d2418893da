@{
    RootModule           = 'bin/Mim.PowerShell.dll'
    ModuleVersion        = '0.1.0'
    GUID                 = 'c884ce0a-20c5-449f-bf0f-30f445a75a98'
    Author               = 'MimModule contributors'
    CompanyName          = 'MimModule contributors'
    Copyright            = '(c) MimModule contributors'
    Description          = 'Finds, issues, delivers, rotates, revokes, governs and proves machine identities over one inventory.'
    PowerShellVersion    = '7.6'
    CompatiblePSEditions = @('Core')
    TypesToProcess       = @('MimModule.types.ps1xml')
    FormatsToProcess     = @(
        'formats/Audit.format.ps1xml'
        'formats/Authority.format.ps1xml'
        'formats/Certificate.format.ps1xml'
        'formats/Discovery.format.ps1xml'
        'formats/Health.format.ps1xml'
        'formats/Identity.format.ps1xml'
        'formats/Policy.format.ps1xml'
        'formats/Revocation.format.ps1xml'
        'formats/Rotation.format.ps1xml'
        'formats/Ssh.format.ps1xml'
        'formats/Store.format.ps1xml'
        'formats/Target.format.ps1xml'
    )
    FunctionsToExport    = @()
    AliasesToExport      = @()
    VariablesToExport    = @()
    CmdletsToExport      = @(
        'Export-MachineCertificate'
        'Find-MachineCertificate'
        'New-MachineCertificate'
        'Test-MachineCertificate'
        'Export-MachineCertificateAuthority'
        'Get-MachineCertificateAuthority'
        'New-MachineCertificateAuthority'
        'Get-MachineCertificateRevocationList'
        'Publish-MachineCertificateRevocationList'
        'Find-MachineSshKey'
        'Get-MachineSshTrust'
        'Get-MachineIdentity'
        'Import-MachineIdentity'
        'Publish-MachineIdentity'
        'Remove-MachineIdentity'
        'Revoke-MachineIdentity'
        'Set-MachineIdentity'
        'Test-MachineIdentity'
        'Export-MachineIdentityAudit'
        'Get-MachineIdentityAudit'
        'Test-MachineIdentityAudit'
        'Export-MachineIdentityPolicy'
        'Get-MachineIdentityPolicy'
        'Import-MachineIdentityPolicy'
        'Remove-MachineIdentityPolicy'
        'Set-MachineIdentityPolicy'
        'Test-MachineIdentityPolicy'
        'Get-MachineIdentityRotation'
        'Invoke-MachineIdentityRotation'
        'Resume-MachineIdentityRotation'
        'Undo-MachineIdentityRotation'
        'Backup-MachineIdentityStore'
        'Connect-MachineIdentityStore'
        'Copy-MachineIdentityStore'
        'Disconnect-MachineIdentityStore'
        'Get-MachineIdentityStore'
        'Initialize-MachineIdentityStore'
        'Restore-MachineIdentityStore'
        'Test-MachineIdentityStore'
        'Update-MachineIdentityStoreKey'
        'Add-MachineIdentityStoreRecipient'
        'Get-MachineIdentityStoreRecipient'
        'Remove-MachineIdentityStoreRecipient'
        'Update-MachineIdentityStoreRecipient'
        'Add-MachineIdentityTarget'
        'Get-MachineIdentityTarget'
        'Remove-MachineIdentityTarget'
        'Test-MachineIdentityTarget'
    )
    PrivateData          = @{
        PSData = @{
            Tags = @('PKI', 'Certificate', 'Identity', 'Rotation', 'Security', 'PSEdition_Core', 'Linux', 'Windows', 'MacOS')
        }
    }
}
