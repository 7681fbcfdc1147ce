package httplink

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/base64"
	"encoding/pem"
	"errors"
	"math/big"
	"time"
)

// PinOf names the key of a certificate.
func PinOf(c *x509.Certificate) string {
	sum := sha256.Sum256(c.RawSubjectPublicKeyInfo)
	return "sha256:" + base64.RawURLEncoding.EncodeToString(sum[:])
}

// NewTLS makes a TLS key and certificate that nobody vouches for: partners know
// the key from the invitation. The text holds both, in PEM. ECDSA, since not all
// that stands between two nodes knows Ed25519 certificates.
func NewTLS(now time.Time) (string, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return "", err
	}
	const years = 30 // the key is pinned, so an end would only be an outage
	tmpl := &x509.Certificate{
		SerialNumber: big.NewInt(now.UnixNano()), Subject: pkix.Name{CommonName: "entwine"}, DNSNames: []string{"entwine"},
		NotBefore: now.Add(-24 * time.Hour), NotAfter: now.AddDate(years, 0, 0),
		KeyUsage: x509.KeyUsageDigitalSignature, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
	}
	cert, err := x509.CreateCertificate(rand.Reader, tmpl, tmpl, key.Public(), key)
	if err != nil {
		return "", err
	}
	der, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		return "", err
	}
	return string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: cert})) +
		string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der})), nil
}

// Certificate reads what NewTLS wrote, and returns its pin too.
func Certificate(text string) (tls.Certificate, string, error) {
	c, err := tls.X509KeyPair([]byte(text), []byte(text))
	if err != nil {
		return c, "", err
	}
	if c.Leaf == nil {
		return c, "", errors.New("the certificate cannot be read")
	}
	return c, PinOf(c.Leaf), nil
}
